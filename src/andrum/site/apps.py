"""The site as a Django app: wires the rooms together when all are loaded."""

from django.apps import AppConfig
from django.db import transaction

from andrum.kernel import events
from andrum.site import statements, turns


class SiteConfig(AppConfig):
    """Composition."""

    name = "andrum.site"
    label = "site"
    verbose_name = "Andrum"

    def ready(self) -> None:
        """Deliver events after commit, and make the site's own events known to the log."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are ready only now

        events.deliver_by(transaction.on_commit)
        turns.listen()
        statements.listen()
        register_kind("site.demo_part_prepared", label="En del av demokommunen lades in")
        register_kind("site.job_retried", label="Ett jobb som misslyckats kördes igen")
