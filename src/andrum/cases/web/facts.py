"""Facts as they are shown: the sources side by side, in words."""

from collections.abc import Mapping

from andrum.cases.domain.facts import FactView
from andrum.cases.queries.fact_words import FactInWords, facts_in_words
from andrum.kernel.clock import swedish_day
from andrum.kernel.periods import day_in_words


def fact_pairs(
    facts: Mapping[str, list[FactView]], *, applicant: str, co_applicant: str = ""
) -> list[dict[str, object]]:
    """What the component ``fact_pair`` needs, those that differ first; what the citizen says stands to the left."""
    words = facts_in_words(facts, applicant=applicant, co_applicant=co_applicant)
    pairs: list[dict[str, object]] = []
    for name, found in facts.items():
        views = sorted((view for view in found if view.id in words), key=lambda view: view.source != "citizen")
        if not views:
            continue
        sides = [_side(view, words[view.id]) for view in views]
        pairs.append({
            "name": words[views[0].id].title, "key": name, "left": sides[0],
            "right": sides[1] if len(sides) > 1 else None, "more": sides[2:], "differs": views[0].differs,
            "newer": any(view.newer_than_caseworker for view in views), "reason": found[0].reason,
        })  # fmt: skip
    return sorted(pairs, key=lambda pair: (not pair["differs"], str(pair["name"])))


def _side(view: FactView, said: FactInWords) -> dict[str, str]:
    return {"source": said.source, "value": said.value, "detail": day_in_words(swedish_day(view.retrieved_at))}
