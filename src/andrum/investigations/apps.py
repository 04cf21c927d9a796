"""The room as a Django app."""

from typing import Final

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import gettext_noop as _

KINDS: Final = {
    "reported": _("En anmälan kom in och förhandsbedömningen började"),
    "opened": _("En utredning inleddes"),
    "declined": _("En utredning inleddes inte"),
    "protection_assessed": _("En omedelbar skyddsbedömning gjordes"),
    "extended": _("Tiden för en utredning förlängdes"),
    "child_reason_set": _("Det antecknades varför barnet inte har hörts"),
    "reason_set": _("Anledningen till utredningen skrevs"),
    "basis_kept": _("Ett beslutsunderlag sammanställdes"),
    "part_saved": _("En del av utredningen skrevs"),
    "part_kept_aside": _("Två skrev i samma del; en text sparades bredvid"),
    "aside_settled": _("En text som låg bredvid togs om hand"),
    "placed": _("En rad sorterades under ett område"),
    "communicated": _("En part fick beslutsunderlaget"),
    "answered": _("En part svarade på beslutsunderlaget"),
    "finished": _("En utredning avslutades och låstes"),
    "new_version": _("En ny version av en utredning började"),
    "read": _("En utredning lästes"),
    "taken_out": _("Ett beslutsunderlag togs ut som fil"),
    "exported": _("En lista togs ut"),
    "searched": _("En sökning bland utredningar gjordes"),
    "api_read": _("Ett annat system läste utredningar"),
}
"""What the room writes in the log."""


INVESTIGATED: Final = ("children_and_youth", "adults", "older_people")
"""Kinds of matter that have the part."""


class InvestigationsConfig(AppConfig):
    """Investigations."""

    name = "andrum.investigations"
    verbose_name = "Utredningar"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the log the room's words, give matters their part, and listen for signed conversations."""
        from andrum.audit.service import register_kind  # noqa: PLC0415 - models are loaded only now
        from andrum.cases.service import register_matter_part  # noqa: PLC0415
        from andrum.conversations.service import ConversationSigned  # noqa: PLC0415
        from andrum.dispatch.service import register_letter_maker  # noqa: PLC0415
        from andrum.investigations import jobs  # noqa: PLC0415
        from andrum.investigations.queries.closing import hinder_of_closing  # noqa: PLC0415
        from andrum.investigations.queries.letters import decision_paper  # noqa: PLC0415
        from andrum.kernel.events import subscribe  # noqa: PLC0415

        for kind, label in KINDS.items():
            register_kind(f"investigations.{kind}", label=label)
        register_matter_part(
            name="investigation",
            text=_lazy("Utredning"),
            address="investigations:of_matter",
            kinds=INVESTIGATED,
            hinder=hinder_of_closing,
        )
        for kind in INVESTIGATED:
            register_letter_maker(kind=kind, make=decision_paper)
        subscribe(ConversationSigned, jobs.on_conversation_signed)
