"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from andrum.statistics.web import views

app_name = "statistics"


class MonthConverter(StringConverter):
    """A month as ``2026-11``; whether it exists is for the view to say."""

    regex = r"\d{4}-\d{2}"


class KindConverter(StringConverter):
    """One of the two files, as the address says it."""

    regex = "bistand|avslut"


register_converter(MonthConverter, "statistics_month")
register_converter(KindConverter, "statistics_kind")
MONTH = "statistik/<statistics_month:statistics_month>/<statistics_kind:statistics_kind>/"
FILE = "statistik/fil/<int:month_file_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("statistik/", views.home, name="home"),
    path(MONTH, views.month_page, name="month"),
    path(f"{MONTH}gor/", views.make, name="make"),
    path(f"{MONTH}behall/", views.keep, name="keep"),
    path(f"{MONTH}hushall/<str:reference>/", views.household, name="household"),
    path(f"{FILE}hamta.csv", views.download, name="download"),
    path(f"{FILE}inlamnad/", views.handed_in, name="handed_in"),
]
