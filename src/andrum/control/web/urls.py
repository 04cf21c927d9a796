"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from andrum.control.web.views import draws, follow_up, handling, logs, overview, reviews

app_name = "control"


class DayConverter(StringConverter):
    """A day as ``2026-11-02``; whether it exists is for the view to say."""

    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(DayConverter, "control_day")

urlpatterns: list[URLPattern | URLResolver] = [
    path("kontroll/", overview.overview, name="overview"),
    path("kontroll/mandat/<int:mandate_id>/stoppa/", overview.stop, name="stop"),
    path("kontroll/avgiftsmandat/<int:fee_mandate_id>/stoppa/", overview.stop_fees, name="stop_fees"),
    path("kontroll/granskningar/", reviews.queue, name="queue"),
    path("kontroll/granskningar/<int:review_id>/", reviews.review, name="review"),
    path("kontroll/granskningar/<int:review_id>/brev.pdf", reviews.letter, name="letter"),
    path("kontroll/granskningar/<int:review_id>/sparat.json", reviews.saved, name="saved"),
    path("kontroll/lottningar/", draws.days, name="draws"),
    path("kontroll/lottningar/<control_day:day>/", draws.day, name="draws_of_day"),
    path("kontroll/lottningar/<control_day:day>/lista.csv", draws.day_csv, name="draws_csv"),
    path("kontroll/oppningar/", logs.openings, name="openings"),
    path("kontroll/oppningar/<int:opening_id>/", logs.opening, name="opening"),
    path("kontroll/lasningar/", logs.readings, name="readings"),
    path("kontroll/lasningar/<int:reading_id>/", logs.reading, name="reading"),
    path("kontroll/handlaggning/", handling.handling, name="handling"),
    path("kontroll/handlaggning/handlaggning.xlsx", handling.handling_xlsx, name="handling_xlsx"),
    path("kontroll/uppfoljning/", follow_up.follow_up, name="follow_up"),
    path("kontroll/uppfoljning/kontroll.xlsx", follow_up.follow_up_xlsx, name="follow_up_xlsx"),
]
