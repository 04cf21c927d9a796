"""Words for what an assessed fee says: what is missing, why a person is needed, why a line does not count."""

from typing import Final

from andrum.law.economic_assistance.wording import amount_in_words
from andrum.law.home_care_fee.draft import ForAPerson, LeftOut
from andrum.law.home_care_fee.household import FeeHousehold, FeePerson
from andrum.law.home_care_fee.kinds import FEE_KINDS
from andrum.law.vocabulary.answers import Missing, NotCounted, PersonReason
from andrum.law.vocabulary.parameters import Parameter

LEAVES: Final = {
    "relation": "om personen är ensamstående, gift eller sambo",
    "living_together": "om makarna eller samborna bor tillsammans",
    "absent_days": "antal dagar som personen var borta",
    "income_information": "om personen har lämnat inkomstuppgift",
    "services": "vilka insatser personen har",
    "partner": "uppgifter om make eller sambo",
    "born": "födelsedag",
    "incomes": "vilka inkomster personen har",
    "changes": "om minimibeloppet ska höjas eller minskas",
    "incomes.kind": "vilket slag av inkomst det är",
    "incomes.amount": "inkomstens belopp",
    "incomes.times": "hur många gånger inkomsten betalas på tolv månader",
    "incomes.net": "beloppet efter skatt",
    "changes.kind": "varför minimibeloppet ska ändras",
    "changes.amount": "hur mycket minimibeloppet ska ändras",
    "changes.lasting": "om behovet är varaktigt",
    "housing.form": "hur personen bor",
    "housing.rent": "hyra eller månadsavgift",
    "housing.electricity_included": "om hushållsel ingår i hyran",
    "housing.interest": "ränta på lån för bostaden, om året",
    "housing.ground_rent": "tomträttsavgäld eller arrende, om året",
    "housing.property_fee": "fastighetsavgift, om året",
    "housing.area": "husets yta",
    "housing.shared_by": "hur många som delar boendekostnaden",
    "services.kind": "vilken insats det är",
    "services.minutes": "antal minuter under månaden",
    "services.days": "antal dagar under månaden",
    "services.times": "antal gånger under månaden",
    "services.level": "beviljad nivå",
    "services.amount": "insatsens belopp",
    "services.starts": "vilken dag insatsen började",
    "services.ends": "vilken dag insatsen upphörde",
    "services.planned": "om måttet är planerat för en hel månad eller vad som gavs",
}
WHY_A_PERSON: Final = {
    "income_kind": "En person avgör om och hur inkomsten ska räknas: {kind}.",
    "change_kind": "En person avgör om minimibeloppet ska ändras: {kind}, {amount}.",
    "service_kind": "Insatsen finns inte i taxan: {kind}.",
    "housing_form": "En person avgör boendekostnaden.",
    "partner": "En person bedömer om make eller sambo får en oskäligt försämrad ekonomi.",
    "young": "En person prövar tillägget för yngre personer.",
    "no_information": "Inkomstuppgift lämnas inte; en person avgör avgiften.",
}
PARTNERS: Final = "partnerns uppgifter: "


def kind_in_words(kind: str) -> str:
    """The Swedish name of a kind; the word itself when it is not listed."""
    for kinds in (FEE_KINDS.incomes, FEE_KINDS.changes, FEE_KINDS.services):
        if kind in kinds:
            return kinds[kind].words
    return kind


def missing_fact(household: FeeHousehold, path: str, reason: str) -> Missing:
    """An unknown fact with its words."""
    who, _, rest = path.partition(".")
    inner = rest if who in {"person", "partner"} and rest else path
    group, _, leaf = inner.partition(".")
    key, dot, name = leaf.rpartition(".")
    place = f"{group}.{name}" if dot or leaf else group
    words = LEAVES.get(place) or LEAVES[group]
    kind = _kind_of(household, who, group, key)
    text = f"{words} ({kind})" if kind else words
    return Missing(path, f"{PARTNERS}{text}" if who == "partner" and rest else text, reason)


def _kind_of(household: FeeHousehold, who: str, group: str, key: str) -> str:
    holder: FeePerson | FeeHousehold | None = household if group == "services" else getattr(household, who, None)
    lines = getattr(holder, group, None)
    for line in lines if isinstance(lines, tuple) else ():
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


def not_counted(it: LeftOut) -> NotCounted:
    """A line that is not part of the sum, with the reason in words."""
    return NotCounted(it.part, it.about, it.words, it.amount, it.why)
