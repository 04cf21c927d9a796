"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.runs.web import views

app_name = "runs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("korningar/tid/", views.time_page, name="time"),
    path("korningar/slag/<str:run_kind>/<slug:way>/", views.switch, name="switch"),
]
