"""Addresses of the site itself."""

from django.urls import URLPattern, URLResolver, include, path

from andrum.site.web import style_guide

app_name = "site"
urlpatterns: list[URLPattern | URLResolver] = [
    path("drift/stilbok", style_guide.show, name="style_guide"),
    path("sprak/", include("django.conf.urls.i18n")),
]
