"""The kinds of income, change and service that the rulebook knows. What is not listed here goes to a person."""

from dataclasses import dataclass
from typing import Final, Literal

from andrum.law.home_care_fee.provisions import Cited

Treatment = Literal["counted", "not_counted", "person"]
Group = Literal["care", "place", "outside"]
INCOMES: Final = Cited("incomes")


@dataclass(frozen=True, slots=True)
class IncomeKind:
    """How one kind of income is treated.

    Args:
        id: Name in JSON.
        words: Swedish name.
        treatment: Counted, not counted, or left to a person.
        taxed: True when only the amount after tax is right.
        why_not: Why it is not counted.
    """

    id: str
    words: str
    treatment: Treatment = "counted"
    taxed: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """A reason to raise the minimum amount (``sign`` 1) or lower it (``sign`` -1); 0 when the law forbids it."""

    id: str
    words: str
    sign: int
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """A service: inside the ceiling of care or of housing, or outside both. The law's choice, no tariff's."""

    id: str
    words: str
    group: Group


@dataclass(frozen=True, slots=True)
class Kinds:
    """All of them, by name."""

    incomes: dict[str, IncomeKind]
    changes: dict[str, ChangeKind]
    services: dict[str, ServiceKind]


NOT_LISTED: Final = "är ingen sådan inkomst som lagen räknar upp"
COVERS_COSTS: Final = "täcker merkostnader"
FEE_KINDS: Final = Kinds(
    incomes={
        kind.id: kind
        for kind in (
            IncomeKind("public_pension", "allmän pension", taxed=True),
            IncomeKind("occupational_pension", "tjänstepension", taxed=True),
            IncomeKind("private_pension", "privat pension", taxed=True),
            IncomeKind("survivors_pension", "efterlevandepension", taxed=True),
            IncomeKind("foreign_pension", "pension från utlandet", taxed=True),
            IncomeKind("annuity", "livränta", taxed=True),
            IncomeKind("salary", "lön", taxed=True),
            IncomeKind("sickness_benefit", "sjukpenning", taxed=True),
            IncomeKind("sickness_compensation", "sjukersättning eller aktivitetsersättning", taxed=True),
            IncomeKind("unemployment_benefit", "ersättning från a-kassa", taxed=True),
            IncomeKind("capital", "ränta och utdelning", taxed=True),
            IncomeKind("lease", "hyra eller arrende", taxed=True),
            IncomeKind("housing_supplement", "bostadstillägg"),
            IncomeKind("special_housing_supplement", "särskilt bostadstillägg"),
            IncomeKind("housing_allowance", "bostadsbidrag"),
            IncomeKind("residence_supplement", "boendetillägg"),
            IncomeKind("elderly_support", "äldreförsörjningsstöd"),
            IncomeKind("capital_gain", "vinst vid försäljning", "person"),
            IncomeKind("self_employment", "inkomst av eget företag", "person"),
            IncomeKind("other", "annan inkomst", "person"),
            IncomeKind("disability_allowance", "handikappersättning", "not_counted", why_not=COVERS_COSTS),
            IncomeKind("extra_cost_allowance", "merkostnadsersättning", "not_counted", why_not=COVERS_COSTS),
            IncomeKind("assistance_allowance", "assistansersättning", "not_counted", why_not="täcker stöd och hjälp"),
            IncomeKind(
                "economic_assistance",
                "ekonomiskt bistånd",
                "not_counted",
                why_not=NOT_LISTED,
            ),
            IncomeKind("child_benefit", "barnbidrag", "not_counted", why_not=NOT_LISTED),
        )
    },
    changes={
        kind.id: kind
        for kind in (
            ChangeKind("meals", "måltider i särskilt boende eller dagverksamhet", 1),
            ChangeKind("delivered_meals", "färdiga måltider hem", 1),
            ChangeKind("diet", "fördyrad kost", 1),
            ChangeKind("guardian", "arvode till god man eller förvaltare", 1),
            ChangeKind("work_travel", "resor till arbete eller verksamhet", 1),
            ChangeKind("rehabilitation", "rehabilitering eller habilitering", 1),
            ChangeKind("children", "barn som bor hemma", 1),
            ChangeKind("visits", "resor för att besöka make eller sambo", 1),
            ChangeKind("maintenance", "underhållsbidrag", 1),
            ChangeKind("consumables_included", "förbrukningsvaror ingår", -1),
            ChangeKind("electricity_included", "hushållsel ingår", -1),
            ChangeKind("furniture_included", "möbler och husgeråd ingår", -1),
            ChangeKind("newspaper_included", "dagstidning eller telefon ingår", -1),
            ChangeKind("meals_included", "måltider ingår", -1),
            ChangeKind("medicine_included", "läkemedel utan kostnad", -1),
            ChangeKind("free_health_care", "avgiftsfri vård på grund av ålder", 0, "får inte minska minimibeloppet"),
        )
    },
    services={
        kind.id: kind
        for kind in (
            ServiceKind("home_care", "hemtjänst", "care"),
            ServiceKind("household_services", "städning, tvätt och inköp", "care"),
            ServiceKind("personal_care", "personlig omvårdnad", "care"),
            ServiceKind("alarm", "trygghetslarm", "care"),
            ServiceKind("companion", "ledsagning", "care"),
            ServiceKind("respite", "avlösning i hemmet", "care"),
            ServiceKind("short_term_stay", "korttidsboende", "care"),
            ServiceKind("day_activities", "dagverksamhet", "care"),
            ServiceKind("special_housing_care", "omvårdnad i särskilt boende", "care"),
            ServiceKind("health_care", "hemsjukvård", "care"),
            ServiceKind("special_housing_place", "bostad i särskilt boende", "place"),
            ServiceKind("delivered_meals", "matdistribution", "outside"),
            ServiceKind("meals", "måltider", "outside"),
            ServiceKind("rent", "hyra", "outside"),
            ServiceKind("consumables", "förbrukningsartiklar", "outside"),
        )
    },
)
INCOME_PLACES: Final = {name: place for place, name in enumerate(FEE_KINDS.incomes)}
