"""Lines, conversations and a basis made up for the tests."""

from datetime import date
from typing import Any

from andrum.investigations.domain.basis import AreaName, Basis, Material, compile_basis
from andrum.investigations.domain.comparing import contradicting
from andrum.investigations.domain.material import Entry, EntryKind, Source, SourceKind, Talk
from andrum.investigations.domain.parameters import Plan, plan_for
from andrum.language.service import factor_set

DAY = date(2026, 11, 2)


def plan(framework: str = "barn_och_unga") -> Plan:
    return plan_for(framework, DAY)


def names(framework: str = "barn_och_unga") -> list[AreaName]:
    return [AreaName(area.id, area.name, area.question) for area in factor_set(framework).areas]


def talk_source(number: int = 1, day: date = DAY) -> Source:
    return Source(SourceKind.CONVERSATION, number, day, f"Samtal {number}", "Cilla Berg")


def line(number: int, text: str, *, talk: int = 1, day: date = DAY, kind: str = "statement", **more: Any) -> Entry:
    source = talk_source(talk, day)
    values = {"is_quote": True, "speaker": "Sara Ek", "speaker_role": "mamma", "about": "barnet", **more}
    return Entry(f"{source.key}:{number}", source, EntryKind(kind), text, place=number, **values)


def talk(number: int = 1, *people: tuple[str, str], day: date = DAY) -> Talk:
    return Talk(talk_source(number, day), people or (("mamma", "Sara Ek"), ("socialsekreterare", "Cilla Berg")))


def basis_of(*entries: Entry, framework: str = "barn_och_unga", before: tuple[Entry, ...] = (), **more: Any) -> Basis:
    return compile_basis(
        Material(entries, **more), plan=plan(framework), names=names(framework), compare=contradicting, before=before
    )
