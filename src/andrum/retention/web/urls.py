"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from andrum.retention.web import views

app_name = "retention"

urlpatterns: list[URLPattern | URLResolver] = [
    path("gallring/", views.proposals, name="proposals"),
    path("gallring/kvitton.<str:file_format>", views.receipts, name="receipts"),
    path("gallring/<int:proposal_id>/", views.proposal, name="proposal"),
    path("gallring/<int:proposal_id>/godkann/", views.approve_one, name="approve"),
    path("gallring/<int:proposal_id>/angra/", views.undo, name="undo"),
    path("gallring/<int:proposal_id>/undanta/", views.exempt_one, name="exempt"),
]
