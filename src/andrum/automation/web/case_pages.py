"""The prepared case as one screen: why it stopped, the proposal, what is known, the calculation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from andrum.automation.models import HandOver
from andrum.automation.queries.desk_case import answers_to_questions, documents_of, other_holder
from andrum.automation.queries.fact_words import NOUNS, kind_words, member_names, title_of
from andrum.automation.queries.words import OUTCOMES, reason_sentences, words_of_amount
from andrum.automation.web.access import Visit
from andrum.automation.web.case_facts import ShownFact, anchor_of, shown_facts
from andrum.automation.web.fact_forms import FactForm
from andrum.automation.web.receipts import Line, shown_receipt
from andrum.cases.service import FactView, current_facts
from andrum.kernel.money import kronor

LISTED = ("income", "cost", "asset")
SINGLE = ("housing.rent", "housing.rooms", "housing.months_over_ceiling", "community.persons")
Context = dict[str, object]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program proposes, as plain values. Amounts in öre, or an interval."""

    outcome: str
    amount_ore: int
    applied_ore: int | None
    reasons: str
    calculation: Mapping[str, object] = field(default_factory=dict)

    @property
    def lines(self) -> list[Line]:
        """The lines of the receipt."""
        return _maps(self.calculation.get("receipt"))

    @property
    def words(self) -> str:
        """«Bifall, 4 210 kr»."""
        if self.outcome not in OUTCOMES:
            grant = self.calculation.get("grant")
            if grant is None:
                return _("Kan inte räknas ut ännu")
            return _("Kan inte avgöras ännu: %(amount)s") % {"amount": words_of_amount(grant)}
        word = str(OUTCOMES[self.outcome]).capitalize()
        return f"{word}, {kronor(self.amount_ore)}" if self.amount_ore else word


def proposal_of(hand_over: HandOver) -> Proposal:
    """The proposal as it stands now; empty parts where the automation could not say."""
    kept = hand_over.proposal if isinstance(hand_over.proposal, Mapping) else {}
    calculation = kept.get("calculation")
    applied = kept.get("applied_ore")
    return Proposal(
        outcome=str(kept.get("outcome") or ""), amount_ore=int(kept.get("amount_ore") or 0),
        applied_ore=applied if isinstance(applied, int) else None, reasons=str(kept.get("reasons") or ""),
        calculation=calculation if isinstance(calculation, Mapping) else {},
    )  # fmt: skip


def frame_of(visit: Visit, hand_over: HandOver) -> Context:
    """What every page of a case knows."""
    holder = other_holder(hand_over, visit.user)
    is_open = hand_over.closed_at is None
    return {
        "case": hand_over, "draft": proposal_of(hand_over), "holder": holder,
        "is_mine": hand_over.taken_by_id == visit.user.pk,
        "is_free": is_open and (holder is None or not holder.is_robot), "visit": visit,
    }  # fmt: skip


def case_context(
    visit: Visit, hand_over: HandOver, *, was: Proposal | None = None, form: FactForm | None = None, error: str = ""
) -> Context:
    """The whole screen.

    Args:
        visit: Who looks.
        hand_over: The prepared case.
        was: The proposal before a change, when something was just changed.
        form: The form of the fact that is being changed.
        error: Why a change was refused.
    """
    frame, draft = frame_of(visit, hand_over), proposal_of(hand_over)
    facts = current_facts(matter=hand_over.matter, month=hand_over.month)
    names = names_in(hand_over, facts)
    sections = shown_facts(facts, names=names)
    open_name = form.name if form is not None else ""
    has_place = _open(sections, form)
    calculation = draft.calculation
    documents, others = documents_of(hand_over)
    return {
        **frame, "why": reason_sentences(hand_over.reasons), "missing": _maps(hand_over.missing), "sections": sections,
        "differing": sum(fact.differs for section in sections for fact in _facts_in(section)),
        "differences": [_difference(row, names) for row in _maps(hand_over.differences)],
        "explained": answers_to_questions(hand_over),
        "documents": documents, "other_documents": others, "may_change": frame["is_free"], "body_error": error,
        "receipt": shown_receipt(draft.lines, month=hand_over.month, before=was.lines if was else ()),
        "was": was.words if was is not None and was.words != draft.words else "", "just_changed": was is not None,
        "persons": _to_weigh(calculation, hand_over),
        "unconfirmed": calculation.get("unconfirmed") or [], "version": calculation.get("rulebook_version", ""),
        "additions": additions(facts), "new_form": form if form is not None and not has_place else None,
        "new_form_title": title_of(open_name, None) if open_name else "",
    }  # fmt: skip


def _to_weigh(calculation: Mapping[str, object], hand_over: HandOver) -> list[str]:
    """What a person must weigh, that is not already told as a reason."""
    told = set(reason_sentences(hand_over.reasons))
    rows = [str(row.get("words", "")) for row in _maps(calculation.get("for_a_person"))]
    return list(dict.fromkeys(words for words in rows if words not in told))


def names_in(hand_over: HandOver, facts: Mapping[str, list[FactView]]) -> dict[str, str]:
    """The members' names by their key in the calculation."""
    application = hand_over.run.application
    co_applicant = application.co_applicant.name if application.co_applicant else ""
    values = [views[0].value for name, views in facts.items() if name.startswith("member.") and views]
    return member_names(values, applicant=hand_over.matter.applicant.name, co_applicant=co_applicant)


def additions(facts: Mapping[str, list[FactView]]) -> list[tuple[str, str]]:
    """What can be added: a line of each kind under a free key, and single facts that nobody has said."""
    lines = [(f"{group}.{_free_key(group, facts)}", str(NOUNS[group])) for group in LISTED]
    return lines + [(name, title_of(name, None)) for name in SINGLE if name not in facts]


def _free_key(group: str, facts: Mapping[str, list[FactView]]) -> str:
    return next(f"h{n}" for n in range(1, 1_000) if f"{group}.h{n}" not in facts)


def form_for(hand_over: HandOver, name: str, data: Mapping[str, object] | None = None) -> FactForm | None:
    """The form that changes a fact, or adds one that may be added; None for any other name."""
    facts = current_facts(matter=hand_over.matter, month=hand_over.month)
    addable = dict(additions(facts))
    if name not in facts and name not in addable:
        return None
    names = names_in(hand_over, facts)
    known = [fact for section in shown_facts(facts, names=names) for fact in _facts_in(section) if fact.name == name]
    if known and not known[0].may_change:
        return None
    return FactForm(name=name, value=_value(facts.get(name, [])), members=names, data=data)


def _value(views: Iterable[FactView]) -> object:
    """The value to start from: the one that counts, or the first known one when the strongest source cannot say."""
    return next((view.value for view in views if not view.is_unknown), None)


def _open(sections: Sequence[Context], form: FactForm | None) -> bool:
    for section in sections:
        for fact in _facts_in(section):
            if form is not None and fact.name == form.name:
                fact.open_form = form
                return True
    return False


def _facts_in(section: Context) -> list[ShownFact]:
    rows = section["facts"]
    return [row for row in rows if isinstance(row, ShownFact)] if isinstance(rows, list) else []


def _maps(rows: object) -> list[Line]:
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list | tuple) else []


def _difference(row: Line, names: Mapping[str, str]) -> Context:
    group, member = str(row.get("group", "")), str(row.get("member", ""))
    about = row.get("about")
    first = str(about[0]) if isinstance(about, list) and about else ""
    return {
        "what": kind_words("income", group).capitalize(), "who": names.get(member, ""),
        "said": words_of_amount(row.get("said")) if row.get("said") is not None else _("inget sagt"),
        "registers": words_of_amount(row.get("registers")),
        "anchor": f"fakta-{anchor_of(first)}" if first else "",
    }  # fmt: skip
