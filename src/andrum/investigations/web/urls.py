"""Addresses of the room."""

from django.urls import URLPattern, URLResolver

app_name = "investigations"
urlpatterns: list[URLPattern | URLResolver] = []
