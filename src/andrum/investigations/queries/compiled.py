"""The basis of an investigation as it is now, or as it was kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from andrum.cases.service import Decision
from andrum.investigations.domain.basis import Basis, Material, compile_basis
from andrum.investigations.domain.comparing import contradicting
from andrum.investigations.domain.days import Deadline
from andrum.investigations.domain.material import JSON, Entry, entry_from_json
from andrum.investigations.domain.missing import Missing, missing_from
from andrum.investigations.domain.parameters import Plan
from andrum.investigations.models import Hearing, Investigation, KeptBasis, Step
from andrum.investigations.queries.days import deadlines_of, plan_of, steps_of
from andrum.investigations.queries.material import area_names, material_of
from andrum.investigations.queries.written import Written, written_parts


@dataclass(frozen=True, slots=True)
class Compiled:
    """The document whole: what is compiled, what is written, the days, who was sent it, and what is missing."""

    investigation: Investigation
    basis: Basis
    plan: Plan
    deadlines: tuple[Deadline, ...]
    steps: tuple[Step, ...]
    written: Mapping[str, Written]
    hearings: tuple[Hearing, ...]
    missing: tuple[Missing, ...]
    kept: KeptBasis | None
    decision: Decision | None
    sha256: str

    @property
    def is_kept(self) -> bool:
        """True when the newest kept basis says the same as the case does now."""
        return self.kept is not None and self.kept.sha256 == self.sha256


def compiled(investigation: Investigation, *, today: date) -> Compiled:
    """The document as the case is now. Reads only."""
    plan = plan_of(investigation, today)
    kept = list(investigation.kept.order_by("-number")[:2])
    material = material_of(investigation, today)
    sha256 = digest(material)
    before = _before(kept, sha256)
    basis = compile_basis(
        material, plan=plan, names=area_names(investigation.framework), compare=contradicting,
        before=entries_of(before) if before is not None else (),
    )  # fmt: skip
    steps = steps_of(investigation)
    deadlines = deadlines_of(investigation, steps)
    written = written_parts(investigation)
    hearings = hearings_of(investigation)
    missing = missing_from(
        basis, framework=investigation.framework, plan=plan, deadlines=deadlines,
        written={part: one.text for part, one in written.items()}, child_reason=investigation.child_not_heard,
        sent=len(hearings), today=today,
        waiting=[one.communication.answer_by for one in hearings if one.communication.answered_at is None],
    )  # fmt: skip
    return Compiled(
        investigation, basis, plan, deadlines, tuple(steps), written, hearings, missing, kept[0] if kept else None,
        decision_of(investigation), sha256,
    )  # fmt: skip


def _before(kept: list[KeptBasis], sha256: str) -> KeptBasis | None:
    """What is new is new since the basis before this one: the newest kept, or the one before when that is this one."""
    if kept and kept[0].sha256 == sha256:
        return kept[1] if len(kept) > 1 else None
    return kept[0] if kept else None


def hearings_of(investigation: Investigation) -> tuple[Hearing, ...]:
    """Those who were sent the basis, oldest first."""
    rows = Hearing.objects.filter(investigation=investigation).select_related(
        "communication", "person", "basis", "investigation"
    )
    return tuple(rows.order_by("pk"))


def decision_of(investigation: Investigation) -> Decision | None:
    """The decision that a person made on this investigation, when it is made."""
    return Decision.objects.filter(idempotency_key=decision_key(investigation)).defer("calculation").first()


def decision_key(investigation: Investigation) -> str:
    """What lets an investigation have one decision only."""
    return f"investigation:{investigation.pk}"


def content_of(material: Material) -> dict[str, JSON]:
    """The material as it is kept: every line, and who took part in each conversation."""
    return {
        "entries": [entry.to_json() for entry in sorted(material.entries, key=lambda entry: entry.key)],
        "talks": [
            {
                "key": talk.source.key,
                "day": talk.source.day.isoformat(),
                "participants": [list(one) for one in talk.participants],
            }
            for talk in material.talks
        ],
        "unsorted": material.unsorted_words,
    }


def digest(material: Material) -> str:
    """SHA-256 of the content; the same for the same lines."""
    kept = json.dumps(content_of(material), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(kept.encode()).hexdigest()


def entries_of(kept: KeptBasis) -> tuple[Entry, ...]:
    """The lines of a kept basis, as they were."""
    return tuple(entry_from_json(one) for one in kept.content["entries"])
