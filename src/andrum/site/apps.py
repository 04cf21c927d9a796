"""The site as a Django app: wires the rooms together when all are loaded."""

from django.apps import AppConfig
from django.db import transaction

from andrum.kernel import errors, events
from andrum.site import statements, stored_words, turns


class SiteConfig(AppConfig):
    """Composition."""

    name = "andrum.site"
    label = "site"
    verbose_name = "Andrum"

    def ready(self) -> None:
        """Deliver events after commit, say errors in the reader's language, tell the log of the site's own events."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are ready only now

        events.deliver_by(transaction.on_commit)
        errors.say_by(stored_words.whole)
        turns.listen()
        statements.listen()
        register_kind("site.demo_part_prepared", label="En del av demokommunen lades in")
        register_kind("site.job_retried", label="Ett jobb som misslyckats kördes igen")
