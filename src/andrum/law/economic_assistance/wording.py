"""Words for what an assessment says: what is missing, why a person is needed, why a line does not count."""

from typing import Final

from andrum.kernel.money import kronor
from andrum.kernel.periods import Month
from andrum.law.economic_assistance.draft import ForAPerson, LeftOut
from andrum.law.economic_assistance.guidelines import NO_LIMIT
from andrum.law.economic_assistance.household import Household
from andrum.law.economic_assistance.kinds import ASSET_KINDS, COST_KINDS, INCOME_KINDS
from andrum.law.economic_assistance.parameters import Parameters
from andrum.law.vocabulary.answers import Amount, Missing, NotCounted, PersonReason
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.spans import BEYOND_BELIEF

LEAVES: Final = {
    "members.role": "vem personen är i hushållet",
    "members.born": "födelsedag",
    "members.days": "hur många dagar i månaden barnet bor här",
    "members.lunch_at_home": "om barnet äter lunch hemma",
    "members.in_school": "om personen går i grundskola eller gymnasium",
    "members.living_at_home": "om barnet bor hemma",
    "members.earned_earlier_this_year": "vad barnet har tjänat tidigare i år",
    "incomes.kind": "vilket slag av inkomst det är",
    "incomes.amount": "inkomstens belopp",
    "incomes.paid": "vilken dag inkomsten betalades ut",
    "incomes.net": "beloppet efter skatt",
    "costs.kind": "vilket slag av kostnad det är",
    "costs.amount": "kostnadens belopp",
    "costs.due": "vilken dag kostnaden ska betalas",
    "assets.kind": "vilket slag av tillgång det är",
    "assets.amount": "tillgångens värde",
    "incomes": "vilka inkomster hushållet har",
    "costs": "vilka kostnader hushållet har",
    "assets": "vilka tillgångar hushållet har",
    "community.persons": "hur många som delar hushåll",
    "housing.form": "hur hushållet bor",
    "housing.months_over_ceiling": "hur många månader hyran har varit högre än godtagbart",
    "surplus_last_month": "överskott från förra månaden",
    "special_calculation_rule.assistance_months_in_row": "antal månader i följd med försörjningsstöd",
    "special_calculation_rule.started": "när den särskilda beräkningsregeln började gälla",
}
WHY_A_PERSON: Final = {
    "income_kind": "En person avgör om och hur inkomsten ska räknas: {kind}.",
    "cost_kind": "En person prövar om kostnaden är skälig: {kind}.",
    "evidence": "Underlag saknas för kostnaden: {kind}, {amount}.",
    "asset": "Tillgångar kan behöva användas först: {kind}, {amount}.",
    "adult_under_age": "En sökande eller medsökande är under 18 år.",
    "child_of_age": "Ett barn i ansökan är myndigt och går inte i skolan, eller har fyllt 21 år.",
}


def amount_in_words(amount: Amount) -> str:
    """``5 030 kr``, ``1 030–2 030 kr``, ``minst 500 kr``, ``okänt belopp`` or ``ingen gräns``."""
    if isinstance(amount, int) or amount.is_exact:
        ore = amount if isinstance(amount, int) else amount.low
        return "ingen gräns" if ore == NO_LIMIT else kronor(ore)
    open_low, open_high = amount.low <= -BEYOND_BELIEF, amount.high >= NO_LIMIT
    if open_high and (open_low or amount.low == 0):
        return "okänt belopp"
    if open_high:
        return f"minst {kronor(amount.low)}"
    if open_low:
        return f"högst {kronor(amount.high)}"
    return f"{kronor(amount.low).removesuffix(kronor(0)[1:])}–{kronor(amount.high)}"


def kind_in_words(kind: str) -> str:
    """The Swedish name of a kind of income, cost or asset; the word itself when it is not listed."""
    if kind in INCOME_KINDS:
        return INCOME_KINDS[kind].words
    return COST_KINDS[kind].words if kind in COST_KINDS else ASSET_KINDS.get(kind, kind)


def missing_fact(household: Household, path: str, reason: str) -> Missing:
    """An unknown fact with its words."""
    group, _, rest = path.partition(".")
    key, _, leaf = rest.rpartition(".")
    words = LEAVES.get(path) or LEAVES[f"{group}.{leaf}"]
    kind = _kind_of(household, group, key)
    return Missing(path, f"{words} ({kind})" if kind else words, reason)


def _kind_of(household: Household, group: str, key: str) -> str:
    if group not in {"incomes", "costs", "assets"}:
        return ""
    lines = getattr(household, group)
    for line in () if isinstance(lines, Unknown) else lines:
        if line.id == key and isinstance(line.kind, str):
            return kind_in_words(line.kind)
    return ""


def missing_parameter(parameter: Parameter) -> Missing:
    """An amount that the rulebook lacks."""
    return Missing(f"parameters.{parameter.id}", f"belopp finns inte: {parameter.words}", parameter.reference)


def reason_for_a_person(it: ForAPerson) -> PersonReason:
    """Why a person must weigh something."""
    words = WHY_A_PERSON[it.code].format(kind=kind_in_words(it.kind), amount=amount_in_words(it.amount))
    return PersonReason(it.code, words, it.about)


def not_counted(it: LeftOut, p: Parameters) -> NotCounted:
    """A line that is not part of the sum, with the reason in words."""
    return NotCounted(it.part, it.about, kind_in_words(it.kind) if it.kind else "", it.amount, _why(it, p))


def _why(it: LeftOut, p: Parameters) -> str:
    if it.why == "kind":
        return f"{INCOME_KINDS[it.kind].why_not}"
    if it.why == "unborn":
        return "barnet föds efter månaden"
    month = it.month.in_words if it.month else ""
    if it.why == "month":
        return f"betalades ut i {month}; inkomster från {p.control.in_words} räknas"
    return f"ska betalas i {month}; kostnader som ska betalas {_between(p)} räknas"


def _between(p: Parameters) -> str:
    first, last = (Month((number - 1) // 12, (number - 1) % 12 + 1) for number in p.due)
    return f"i {last.in_words}" if first == last else f"från {first.in_words} till {last.in_words}"
