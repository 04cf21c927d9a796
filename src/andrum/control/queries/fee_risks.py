"""Why a fee that the machine decided is always reviewed: the risks of other decisions, for many fees at once.

Told from what was kept with the decision. A fee is decided because its amount changes; it is a risk when anything but
the year's amounts changed it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from andrum.cases.service import Decision
from andrum.control.domain.parameters import Parameters
from andrum.control.queries.beside import among_first, first_of_persons, with_child
from andrum.control.queries.risks import OWN_LANGUAGE
from andrum.fees.service import FeeDecision, FeeMandate, only_the_year_changed, statements_behind

CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class Seen:
    """A fee with its mandate, and what only can be told beside others."""

    made: FeeDecision
    mandate: FeeMandate
    with_new_rules: bool
    first_for_person: bool
    with_child: bool
    language: str


def fee_risks(
    made: Sequence[FeeDecision], mandates: Mapping[int, FeeMandate], parameters: Parameters
) -> dict[int, list[str]]:
    """The risks of each decision that has a mandate, by its number, in the order of the parameters.

    The number of queries does not grow with the number of decisions. ``decision``, ``matter`` and ``replaces`` are read
    with the decisions.
    """
    return {
        seen.made.pk: [risk for risk in parameters.risks if _TESTS[risk](seen, parameters)]
        for seen in _seen([it for it in made if it.pk in mandates], mandates, parameters)
    }


def _seen(made: list[FeeDecision], mandates: Mapping[int, FeeMandate], parameters: Parameters) -> list[Seen]:
    new_rules = _with_new_rules(made, most=parameters.changed_rules_reviews)
    first, said = first_of_persons({it.matter.applicant_id for it in made}), statements_behind(made)
    children = with_child([it.decision for it in made])
    return [
        Seen(
            made=it, mandate=mandates[it.pk], with_new_rules=it.pk in new_rules, first_for_person=it.pk in first,
            with_child=it.pk in children or CHILDREN in _changes(it.basis),
            language=said[it.pk].language if it.pk in said else OWN_LANGUAGE,
        )
        for it in made
    ]  # fmt: skip


def _with_new_rules(made: Collection[FeeDecision], *, most: int) -> set[int]:
    """The decisions among the first that their mandate made with their version of the rules."""
    kinds: dict[tuple[int, str, str], list[Decision]] = defaultdict(list)
    for it in made:
        kinds[it.matter.unit_id, it.decision.mandate_ref, it.decision.rulebook_version].append(it.decision)
    found: set[int] = set()
    for (unit, mandate, version), decisions in kinds.items():
        like = Decision.objects.filter(
            how="automated", matter__unit=unit, mandate_ref=mandate, rulebook_version=version
        )  # fmt: skip
        found |= among_first(decisions, like=like, most=most)
    return found


def _changes(basis: Mapping[str, object]) -> set[str]:
    """The kinds of raised or lowered minimum in a basis."""
    person = basis.get("person")
    rows = person.get("changes") if isinstance(person, Mapping) else None
    return {str(row.get("kind")) for row in (rows if isinstance(rows, list) else []) if isinstance(row, Mapping)}


def _is_near_limit(seen: Seen, parameters: Parameters) -> bool:
    """True also when there is no fee before: unknown is not the same as no change."""
    if seen.made.replaces is None:
        return True
    change = abs(seen.made.fee_ore - seen.made.replaces.fee_ore)
    return change > 0 and change >= seen.mandate.most_change_ore * parameters.near_limit_share


def _do_sources_differ(seen: Seen, _parameters: Parameters) -> bool:
    """True also when it was not kept whether they did."""
    differing = seen.made.decision.calculation.get("differing")
    return differing is None or bool(differing)


def _is_amount_changed(seen: Seen, _parameters: Parameters) -> bool:
    before = seen.made.replaces
    return before is None or (before.fee_ore != seen.made.fee_ore and not only_the_year_changed(seen.made))


_TESTS: dict[str, Callable[[Seen, Parameters], bool]] = {
    "near_limit": _is_near_limit,
    "changed_rules": lambda seen, _parameters: seen.with_new_rules,
    "first_for_person": lambda seen, _parameters: seen.first_for_person,
    "differences": _do_sources_differ,
    "changed_amount": _is_amount_changed,
    "children": lambda seen, _parameters: seen.with_child,
    "other_language": lambda seen, _parameters: seen.language != OWN_LANGUAGE,
}
