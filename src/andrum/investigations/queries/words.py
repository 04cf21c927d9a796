"""Codes in words: speakers, how a thing was said, what is missing."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from andrum.investigations.domain.basis import Change, Difference
from andrum.investigations.domain.days import DeadlineState
from andrum.investigations.domain.material import Entry, EntryKind, SourceKind
from andrum.investigations.domain.missing import Missing
from andrum.kernel.periods import day_in_words
from andrum.language.service import FRAMEWORKS, factor_set

Words = Mapping[str, str | Promise]
SOURCES: Words = {
    SourceKind.CONVERSATION: _lazy("Samtal"), SourceKind.NOTE: _lazy("Journalanteckning"),
    SourceKind.DOCUMENT: _lazy("Handling"), SourceKind.FACT: _lazy("Uppgift"),
}  # fmt: skip
POLARITIES: Words = {"risk": _lazy("Oro"), "skydd": _lazy("Styrka"), "neutral": _lazy("Uppgift")}
STATUSES: Words = {
    "återgivet": _lazy("återger vad någon annan har sagt"), "förnekat": _lazy("säger att det inte är så"),
    "hypotetiskt": _lazy("talar om något tänkt"), "observerat_av_handläggare": _lazy("iakttaget av handläggaren"),
}  # fmt: skip
TIMES: Words = {"tidigare": _lazy("gäller tidigare"), "framtid": _lazy("gäller framtiden")}
CERTAINTIES: Words = {"troligt": _lazy("låter troligt"), "osäkert": _lazy("låter osäkert")}
POSITIONS: Words = {
    "agrees": _lazy("håller med"), "disputes": _lazy("säger att det är fel"), "adds": _lazy("vill tillägga"),
}  # fmt: skip
STATES: Words = {
    DeadlineState.DONE: _lazy("klart"), DeadlineState.DONE_LATE: _lazy("klart, men för sent"),
    DeadlineState.LATE: _lazy("för sent"), DeadlineState.SOON: _lazy("snart"), DeadlineState.OPEN: _lazy("pågår"),
    DeadlineState.NO_DAY: _lazy("ingen dag bestämd"),
}  # fmt: skip
DIFFERENCES: Words = {
    "accounts": _lazy("Två säger olika"), "position": _lazy("Personen säger att raden är fel"),
    "note": _lazy("Någon rättar eller ifrågasätter en anteckning"), "fact": _lazy("Källorna säger olika"),
}  # fmt: skip
CHANGES: Words = {
    "said_otherwise": _lazy("Samma person säger nu något annat"),
    "was_before": _lazy("Samma person säger nu att det var så förut"),
}  # fmt: skip
ABOUT: Words = {
    "barnet": _lazy("om barnet"), "mamma": _lazy("om mamma"), "pappa": _lazy("om pappa"), "syskon": _lazy("om syskon"),
    "klient": _lazy("om sig själv"), "annan": _lazy("om någon annan"),
}  # fmt: skip
DECIDED = _lazy("Beslutet fattas av en människa i ärendet. Programmet föreslår ingenting.")
UNWRITTEN = _lazy("Ingen har skrivit här än. Programmet lämnar delen tom; det är en människa som skriver den.")
SILENT = _lazy("Ingen har talat om det här. Det betyder inte att det är bra, och inte att det är dåligt.")


def word(words: Words, code: str) -> str:
    """The word of a code; empty for a code without one."""
    return str(words.get(code, ""))


def all_area_names() -> dict[str, str]:
    """The name of every area of every framework, for a line that was sorted in another than the document's."""
    return {area.id: area.name for framework in FRAMEWORKS for area in factor_set(framework).areas}


def speaker_words(entry: Entry) -> str:
    """«Sara Ek (mamma)»; empty for what nobody says."""
    name, role = entry.speaker, entry.speaker_role
    return f"{name} ({role})" if name and role and name.casefold() != role.casefold() else name or role


def said_how(entry: Entry) -> list[str]:
    """How it was said, where that is not plainly: denied, supposed, told by another, earlier, unsure."""
    found = [word(STATUSES, entry.status), word(TIMES, entry.time), word(CERTAINTIES, entry.certainty)]
    return [one for one in found if one]


def source_words(entry: Entry) -> str:
    """«Samtal 2 november 2026»: where a line comes from and from which day."""
    kind = word(SOURCES, entry.source.kind)
    day = day_in_words(entry.source.day)
    if entry.kind is EntryKind.FACT:
        return f"{kind} {day}, {entry.source.by}"
    if entry.source.kind is SourceKind.CONVERSATION:
        return f"{kind} {day}"
    return f"{kind} {day}, {entry.source.by}" if entry.source.by else f"{kind} {day}"


def difference_words(difference: Difference) -> str:
    """What kind of difference it is."""
    return word(DIFFERENCES, difference.kind)


def change_words(change: Change) -> str:
    """What kind of change it is."""
    return word(CHANGES, change.kind)


def missing_words(missing: Missing) -> str:
    """One sentence on what is missing."""
    about = missing.about
    names = ", ".join(name for name in about if name)
    if missing.code in {"drafts", "unsorted"}:
        return _counted(missing.code, int(about[0]))
    if missing.code == "answers_wait":
        day = day_in_words(date.fromisoformat(about[1]))
        return _("%(n)s har inte svarat än. Sista dagen är %(day)s.") % {"n": _parties(int(about[0])), "day": day}
    if missing.code == "child" and names:
        return _("Barnet har inte hörts. Skäl: %(why)s") % {"why": names}
    return str(_MISSING[missing.code]) % {"names": names}


def _parties(count: int) -> str:
    return ngettext("%(n)d part", "%(n)d parter", count) % {"n": count}


def _counted(code: str, count: int) -> str:
    if code == "drafts":
        return ngettext(
            "%(n)d anteckning eller samtal är inte signerat och finns därför inte med.",
            "%(n)d anteckningar eller samtal är inte signerade och finns därför inte med.", count,
        ) % {"n": count}  # fmt: skip
    return ngettext(
        "%(n)d yttrande i samtalen är inte sorterat. Det finns i samtalet, inte här.",
        "%(n)d yttranden i samtalen är inte sorterade. De finns i samtalen, inte här.", count,
    ) % {"n": count}  # fmt: skip


_MISSING: Words = {
    "late": _lazy("För sent: %(names)s."),
    "nothing": _lazy("Det finns inget signerat samtal, ingen signerad anteckning och ingen handling än."),
    "child": _lazy("Barnet har inte hörts i något signerat samtal, och det står inte varför."),
    "guardians": _lazy("Har inte hörts i något signerat samtal: %(names)s."),
    "silent": _lazy("Ingen har talat om: %(names)s."),
    "unwritten": _lazy("Ingen har skrivit: %(names)s."),
    "not_sent": _lazy("Ingen part har fått underlaget för att yttra sig."),
}
