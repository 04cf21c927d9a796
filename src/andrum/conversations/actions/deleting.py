"""Sound and words are deleted by the board's rule, through a gate, and leave a receipt."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from andrum.audit.service import MACHINE, Actor, record
from andrum.conversations.domain.errors import DisposalError
from andrum.conversations.domain.policy import Policy
from andrum.conversations.domain.words import State
from andrum.conversations.models import Conversation, DeletionReceipt, Pointing, Segment, SegmentRevision, SoundChunk
from andrum.conversations.queries.policy import policy_at
from andrum.kernel.words import marked as _

AT_ONCE = 50
"""Conversations a round of the rule."""


@transaction.atomic
def delete_sound(
    *, conversation: Conversation, by: Actor, at: datetime, decision_reference: str = ""
) -> DeletionReceipt:
    """Delete the sound of a signed conversation.

    In a pending matter it takes a decision with a reference, whatever the rule says (JO 3483-2011).

    Raises:
        DisposalError: when the note is not signed, the days are not out, a decision is missing, or there is nothing.
    """
    locked = _locked(conversation)
    rule, reference = _gate(locked, decision_reference, at)
    chunks = SoundChunk.objects.filter(conversation=locked).order_by("channel", "first_frame")
    count, size, digest = _sum(bytes(sealed) for sealed in chunks.values_list("sealed", flat=True).iterator())
    if not count:
        raise DisposalError(_("Det finns inget ljud att gallra."))
    chunks.delete()
    locked.sound_deleted_at = at
    locked.save(update_fields=["sound_deleted_at"])
    return _receipt(
        conversation=locked, what="sound", summed=(count, size, digest), rule=rule, reference=reference, by=by, at=at
    )


@transaction.atomic
def delete_words(
    *, conversation: Conversation, by: Actor, at: datetime, decision_reference: str = ""
) -> DeletionReceipt:
    """Delete the utterances of a signed conversation. The lines with their quotes are the record and stay.

    Raises:
        DisposalError: as ``delete_sound``; and when the sound, which points at them, is still there.
    """
    locked = _locked(conversation)
    rule, reference = _gate(locked, decision_reference, at)
    made = _without_words(locked, rule, reference, by, at)
    if made is None:
        raise DisposalError(_("Det finns inga yttranden att gallra."))
    return made


def delete_at_signing(*, conversation: Conversation, by: Actor, at: datetime) -> None:
    """Delete the utterances in the transaction that signs: the board has decided that only the note is kept.

    Nothing is deleted while the sound, which points at them, is kept.
    """
    policy = policy_at(at)
    if not SoundChunk.objects.filter(conversation=conversation).exists():
        _without_words(conversation, f"policy:{policy.version}", policy.reference[:120], by, at)


def _without_words(locked: Conversation, rule: str, reference: str, by: Actor, at: datetime) -> DeletionReceipt | None:
    rows = Segment.objects.filter(conversation=locked).order_by("n")
    count, size, digest = _sum(row.text.encode() for row in rows.iterator())
    if not count:
        return None
    SegmentRevision.objects.filter(segment__conversation=locked).delete()
    Pointing.objects.filter(conversation=locked).update(result="", doubts="")
    rows.delete()
    locked.words_deleted_at = at
    locked.save(update_fields=["words_deleted_at"])
    return _receipt(
        conversation=locked, what="words", summed=(count, size, digest), rule=rule, reference=reference, by=by, at=at
    )


def follow_rule(*, by: Actor = MACHINE, at: datetime) -> int:
    """Delete what the rule says is due: signed, its matter closed, its days out. Gives how many were deleted."""
    policy = policy_at(at)
    due = Conversation.objects.filter(
        state=State.SIGNED, matter__state="closed", signed_at__lte=at - timedelta(days=policy.days_after_signing)
    ).order_by("pk")  # fmt: skip
    done = 0
    for conversation in due.filter(sound__isnull=False).distinct()[:AT_ONCE]:
        delete_sound(conversation=conversation, by=by, at=at)
        done += 1
    for conversation in due.filter(segments__isnull=False).distinct()[:AT_ONCE]:
        delete_words(conversation=conversation, by=by, at=at)
        done += 1
    return done


def _locked(conversation: Conversation) -> Conversation:
    return (
        Conversation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("matter")
        .get(pk=conversation.pk)
    )


def _gate(conversation: Conversation, decision_reference: str, at: datetime) -> tuple[str, str]:
    """The rule and the decision it is deleted by. Raises DisposalError when it may not be."""
    policy: Policy = policy_at(at)
    reference = " ".join(decision_reference.split())[:120]
    if conversation.state != State.SIGNED or conversation.signed_at is None or conversation.note_id is None:
        raise DisposalError(
            _("Anteckningen är inte signerad."), saved=_("Inget är gallrat."),
            todo=_("Granska raderna och signera först, så att uppgifterna står i journalen."),
        )  # fmt: skip
    if reference:
        return f"decision:{policy.version}", reference
    if conversation.matter.state == "open":
        raise DisposalError(
            _("Ärendet pågår. Då får inget gallras utan ett eget beslut."), saved=_("Inget är gallrat."),
            todo=_("Skriv beteckningen på beslutet, eller vänta tills ärendet är avslutat."),
        )  # fmt: skip
    if at < conversation.signed_at + timedelta(days=policy.days_after_signing):
        raise DisposalError(
            _("Nämndens regel säger {days} dagar efter signeringen."), saved=_("Inget är gallrat."),
            todo=_("Vänta, eller skriv beteckningen på ett eget beslut."), values={"days": policy.days_after_signing},
        )  # fmt: skip
    return f"rule:{policy.version}", policy.disposal_decision[:120]


def _sum(parts: Iterable[bytes]) -> tuple[int, int, str]:
    count, size, digest = 0, 0, hashlib.sha256()
    for part in parts:
        count, size = count + 1, size + len(part)
        digest.update(len(part).to_bytes(8, "big") + part)
    return count, size, digest.hexdigest()


def _receipt(
    *,
    conversation: Conversation, what: str, summed: tuple[int, int, str], rule: str, reference: str, by: Actor,
    at: datetime,
) -> DeletionReceipt:  # fmt: skip
    rows, size, digest = summed
    try:
        with transaction.atomic():
            made = DeletionReceipt.objects.create(
                conversation=conversation, what=what, rows=rows, bytes=size, sha256=digest, rule=rule[:120],
                decision_reference=reference, deleted_by=by.name, deleted_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise DisposalError(_("Det är redan gallrat.")) from None
    record(
        kind="conversations.deleted", by=by, at=at, subject=f"conversation:{conversation.pk}",
        matter=str(conversation.matter_id),
        details={"what": what, "rows": rows, "bytes": size, "sha256": digest, "rule": rule, "decision": reference},
    )  # fmt: skip
    return made
