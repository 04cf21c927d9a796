"""Addresses: every room's own, under its prefix."""

from django.urls import include, path

ROOMS = ("site", "accounts", "audit", "people", "cases", "applications", "dispatch", "automation", "control")
urlpatterns = [path("", include(f"andrum.{room}.web.urls")) for room in ROOMS]
