"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path, register_converter

from andrum.dispatch.queries.visible import CHOICES
from andrum.dispatch.web import files, views


class ChoiceConverter:
    """The name of a list in an address."""

    regex = "|".join(CHOICES)

    def to_python(self, value: str) -> str:
        """The name as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The name as it stands."""
        return value


register_converter(ChoiceConverter, "dispatch_choice")

app_name = "dispatch"
urlpatterns: list[URLPattern | URLResolver] = [
    path("utskick/", views.outgoing_list, name="outgoing"),
    path("utskick/betalfiler/", files.file_list, name="files"),
    path("utskick/<dispatch_choice:choice>/", views.outgoing_list, name="outgoing_choice"),
    path("utskick/betalfiler/<int:file_id>/hamta/", files.download, name="download"),
    path("utskick/betalfiler/<int:file_id>/igen/", files.deliver_again, name="deliver_again"),
    path("utskick/betalfiler/<int:file_id>/lamnad/", files.delivered_by_hand, name="delivered_by_hand"),
    path("utskick/beslut/<int:decision_id>/brev.pdf", views.decision_letter, name="letter"),
    path("utskick/<int:outgoing_id>/igen/", views.send_again, name="send_again"),
    path("utskick/<int:outgoing_id>/for-hand/", views.by_hand, name="by_hand"),
]
