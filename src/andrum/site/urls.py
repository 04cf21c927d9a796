"""Addresses: every room's own, under its prefix."""

from django.urls import include, path

from andrum.site.web import api, oidc_views

ROOMS = (
    "site", "accounts", "audit", "people", "runs", "cases", "applications", "conversations", "dispatch", "automation",
    "investigations", "fees", "control", "statistics", "retention",
)  # fmt: skip
urlpatterns = [
    path("logga-in/<slug:provider_id>/", oidc_views.login, name="openid_connect_login"),
    path("logga-in/<slug:provider_id>/svar/", oidc_views.callback, name="openid_connect_callback"),
    *[path("", include(f"andrum.{room}.web.urls")) for room in ROOMS],
    path("api/v1/", include((api.urls(), "api"))),
]

handler400 = "andrum.site.web.errors.bad_request"
handler403 = "andrum.site.web.errors.forbidden"
handler404 = "andrum.site.web.errors.not_found"
handler500 = "andrum.site.web.errors.server_error"
