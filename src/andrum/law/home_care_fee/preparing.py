"""From the facts of a household to the lines that the rules read, with every unknown fact met on the way.

A fact that is unknown becomes the span of what it may be; what a person must weigh becomes a span from nothing to all.
"""

from typing import Any, Final

from andrum.kernel.periods import age_on
from andrum.law.home_care_fee.draft import SPANS, Draft
from andrum.law.home_care_fee.household import FeeHousehold, FeePerson
from andrum.law.home_care_fee.lines import Lines, PersonLines
from andrum.law.home_care_fee.parameters import FeeParameters
from andrum.law.home_care_fee.preparing_person import changes_of, housing_of, incomes_of
from andrum.law.home_care_fee.preparing_services import month_share, services_of
from andrum.law.home_care_fee.rules import room
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.open_facts import Number
from andrum.law.vocabulary.spans import MAYBE, Span

NOBODY: Final = FeePerson("-", Unknown("partnern är inte känd"), Unknown("partnern är inte känd"))


def prepared(household: FeeHousehold, p: FeeParameters) -> Draft:
    """Sort the facts of a household into lines."""
    draft = Draft(household, p)
    relation = household.relation
    if isinstance(relation, Unknown):
        draft.open["relation"] = relation.reason
    married: Number = _is(relation, "married")
    couple: Number = _not(relation, "single")
    together: Number = 0
    if couple != 0:
        together = draft.yes_no(household.living_together, "living_together")
        if not isinstance(couple, int):
            together = SPANS.least(couple, together)
    draft.together = together
    protects = _protects(p, couple, together)
    refuses = _refuses(household, p, draft)
    person = _person(household.person, "person", draft, everything=True)
    partner = None
    if married != 0 or protects != 0:
        other = household.partner
        known = dict(draft.open)
        partner = _person(other or NOBODY, "partner", draft, everything=protects != 0)
        if other is None:
            draft.open = {**known, "partner": "uppgifter om make eller sambo saknas"}
    if protects != 0 and p.guidelines.partner == "person" and partner is not None:
        protects = MAYBE
        draft.weigh("partner", household.partner.id if household.partner else "", "", 0)
    services, active = services_of(draft)
    part = month_share(active, draft)
    rule = room.REFUSES if refuses == 1 else room.USABLE
    draft.lines = Lines(person, partner, services, married, together, protects, refuses, part, rule)
    return draft


def _is(relation: str | Unknown, word: str) -> Number:
    return MAYBE if isinstance(relation, Unknown) else int(relation == word)


def _not(relation: str | Unknown, word: str) -> Number:
    return MAYBE if isinstance(relation, Unknown) else int(relation != word)


def _protects(p: FeeParameters, couple: Number, together: Number) -> Number:
    """Whether the partner's economy is weighed: always, or only where they live apart."""
    if p.guidelines.partner == "none" or couple == 0:
        return 0
    if p.guidelines.partner_always:
        return couple
    if isinstance(couple, int) and isinstance(together, int):
        return int(couple and not together)
    return SPANS.least(couple, 1 - Span.of(together))


def _refuses(household: FeeHousehold, p: FeeParameters, draft: Draft) -> Number:
    """Whether the person was asked about incomes and did not say."""
    said = household.income_information
    if isinstance(said, Unknown):
        draft.open["income_information"] = said.reason
        return MAYBE
    if said == "given":
        return 0
    if p.guidelines.no_information == "person":
        draft.weigh("no_information", household.person.id, "", 0)
        return MAYBE
    return 1


def _person(person: FeePerson, path: str, draft: Draft, *, everything: bool) -> PersonLines[Any]:
    """One person's lines. Only incomes, where nothing else is asked about the partner."""
    refused = path == "person" and draft.household.income_information == "not_given"
    asked = not (refused and draft.p.guidelines.no_information == "ceiling")
    incomes = incomes_of(person, path, draft) if asked else ()
    if not everything:
        return PersonLines(incomes, (), (), 0, 1)
    housing, shared_by = housing_of(person, path, draft)
    return PersonLines(incomes, changes_of(person, path, draft), housing, _young(person, path, draft), shared_by)


def _young(person: FeePerson, path: str, draft: Draft) -> Number:
    """1 for one who is young enough, on the first day of the month, for the municipality's addition."""
    p, rule = draft.p, draft.p.guidelines
    if rule.young_addition == "none" or not rule.young_percent:
        return 0
    born = person.born
    if isinstance(born, Unknown):
        draft.open[f"{path}.born"] = born.reason
        return MAYBE
    years = p.ages.get(born)
    if years is None:
        years = p.ages[born] = age_on(born=born, day=p.month.first_day)
    if years >= rule.young_until:
        return 0
    if rule.young_addition == "person":
        draft.weigh("young", person.id, "", 0)
        return MAYBE
    return 1
