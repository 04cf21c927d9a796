"""Addresses: every room's own, under its prefix."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"andrum.{room}.web.urls"))
    for room in ("accounts", "audit", "people", "cases", "applications", "dispatch", "automation", "control")
]
