"""Addresses: every room's own, under its prefix."""

from django.urls import include, path

ROOMS = ("site", "accounts", "audit", "people", "cases", "applications", "dispatch", "automation", "control")
urlpatterns = [path("", include(f"andrum.{room}.web.urls")) for room in ROOMS]

handler400 = "andrum.site.web.errors.bad_request"
handler403 = "andrum.site.web.errors.forbidden"
handler404 = "andrum.site.web.errors.not_found"
handler500 = "andrum.site.web.errors.server_error"
