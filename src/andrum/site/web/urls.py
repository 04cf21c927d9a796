"""Addresses of the site itself."""

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from andrum.site.web import api, log, operations, sign_in, start, style_guide

app_name = "site"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("tillganglighet", start.accessibility, name="accessibility"),
    path("logga-in", sign_in.sign_in, name="sign_in"),
    path("logga-in/demo", sign_in.sign_in_demo, name="sign_in_demo"),
    path("logga-ut", sign_in.sign_out, name="sign_out"),
    path("halsa", operations.health, name="health"),
    path("drift", operations.operations, name="operations"),
    path("drift/jobb/<uuid:job_id>/igen", operations.retry, name="retry_job"),
    path("logg", log.show, name="log"),
    path("logg/lista.csv", log.export, name="log_csv"),
    path("logg/kontrollera", log.check, name="check_log"),
    path("logg/huvud.json", log.head_file, name="log_head"),
    path("api/v1/", api.description, name="api_description"),
    path("drift/stilbok", style_guide.show, name="style_guide"),
    path("sprak/", set_language, name="set_language"),
]
