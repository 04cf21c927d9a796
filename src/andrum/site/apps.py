"""The site as a Django app: wires the rooms together when all are loaded."""

from django.apps import AppConfig
from django.db import transaction

from andrum.kernel import events


class SiteConfig(AppConfig):
    """Composition."""

    name = "andrum.site"
    label = "site"
    verbose_name = "Andrum"

    def ready(self) -> None:
        """Deliver events after commit."""
        events.deliver_by(transaction.on_commit)
