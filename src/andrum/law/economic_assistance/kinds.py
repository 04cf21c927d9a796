"""The kinds of income, cost and asset that the rulebook knows. What is not listed here goes to a person."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

from andrum.law.economic_assistance.provisions import Cited

Treatment = Literal["counted", "not_counted", "employment", "person"]


@dataclass(frozen=True)
class IncomeKind:
    """How one kind of income is treated.

    Args:
        id: Name in JSON.
        words: Swedish name.
        treatment: Counted, not counted, counted as income from employment, or left to a person.
        taxed: True when only the amount after tax is right.
        why_not: Why it is not counted.
    """

    id: str
    words: str
    treatment: Treatment = "counted"
    taxed: bool = False
    why_not: str = ""

    @cached_property
    def is_counted(self) -> bool:
        """True when it counts without a person weighing it."""
        return self.treatment in {"counted", "employment"}


@dataclass(frozen=True, slots=True)
class CostKind:
    """One kind of cost. Ceiling, evidence and treatment are the municipality's guidelines."""

    id: str
    words: str
    cited: Cited


def _incomes(*kinds: IncomeKind) -> dict[str, IncomeKind]:
    return {kind.id: kind for kind in kinds}


def _costs(cited: Cited, **words: str) -> dict[str, CostKind]:
    return {name: CostKind(name, text, cited) for name, text in words.items()}


INCOME_KINDS: Final = _incomes(
    IncomeKind("salary", "lön", "employment", taxed=True),
    IncomeKind("sick_pay", "sjuklön från arbetsgivaren", "employment", taxed=True),
    IncomeKind("unemployment_benefit", "ersättning från a-kassa", taxed=True),
    IncomeKind("activity_support", "aktivitetsstöd", taxed=True),
    IncomeKind("development_allowance", "utvecklingsersättning"),
    IncomeKind("introduction_benefit", "etableringsersättning"),
    IncomeKind("sickness_benefit", "sjukpenning", taxed=True),
    IncomeKind("rehabilitation_benefit", "rehabiliteringspenning", taxed=True),
    IncomeKind("sickness_compensation", "sjukersättning eller aktivitetsersättning", taxed=True),
    IncomeKind("parental_benefit", "föräldrapenning", taxed=True),
    IncomeKind("temporary_parental_benefit", "tillfällig föräldrapenning", taxed=True),
    IncomeKind("pregnancy_benefit", "graviditetspenning", taxed=True),
    IncomeKind("child_benefit", "barnbidrag"),
    IncomeKind("large_family_supplement", "flerbarnstillägg"),
    IncomeKind("maintenance_support", "underhållsstöd"),
    IncomeKind("maintenance", "underhållsbidrag"),
    IncomeKind("housing_allowance", "bostadsbidrag"),
    IncomeKind("housing_supplement", "bostadstillägg"),
    IncomeKind("child_pension", "barnpension eller efterlevandestöd", taxed=True),
    IncomeKind("care_allowance", "omvårdnadsbidrag", taxed=True),
    IncomeKind("pension", "pension", taxed=True),
    IncomeKind("elderly_support", "äldreförsörjningsstöd"),
    IncomeKind("annuity", "livränta", taxed=True),
    IncomeKind("study_allowance", "studiebidrag"),
    IncomeKind("study_grant", "studiemedel, bidragsdelen"),
    IncomeKind("study_loan", "studiemedel, lånedelen"),
    IncomeKind("tax_refund", "skatteåterbäring"),
    IncomeKind("deposit", "insättning på konto"),
    IncomeKind("swish", "Swish"),
    IncomeKind("gift", "gåva"),
    IncomeKind("loan", "lån"),
    IncomeKind("sale_of_assets", "försäljning av tillgångar"),
    IncomeKind("rent_from_lodger", "hyra från inneboende"),
    IncomeKind("foreign_income", "inkomst från utlandet", "person"),
    IncomeKind("self_employment", "inkomst av eget företag", "person"),
    IncomeKind("work_premium", "jobbpremie", "person"),
    IncomeKind("inheritance", "arv", "person"),
    IncomeKind("insurance_payment", "ersättning från försäkring", "person"),
    IncomeKind("other", "annan inkomst", "person"),
    IncomeKind("disability_allowance", "handikappersättning", "not_counted", why_not="täcker merkostnader"),
    IncomeKind("extra_cost_allowance", "merkostnadsersättning", "not_counted", why_not="täcker merkostnader"),
    IncomeKind("expense_allowance", "omkostnadsersättning", "not_counted", why_not="täcker utgifter i ett uppdrag"),
    IncomeKind("study_supplement", "tilläggsbidrag från CSN", "not_counted", why_not="täcker barnets kostnader"),
    IncomeKind("charity", "mindre gåva från en hjälporganisation", "not_counted", why_not="ska inte minska biståndet"),
    IncomeKind("damages", "ideellt skadestånd", "not_counted", why_not="är ersättning för lidande eller kränkning"),
)
NORM_COSTS: Final = Cited("income_support_costs")
OTHER_COSTS: Final = Cited("right_to_assistance")
COST_KINDS: Final = {
    **_costs(
        NORM_COSTS,
        rent="hyra",
        lodger_rent="hyra som inneboende",
        household_electricity="hushållsel",
        home_insurance="hemförsäkring",
        work_travel="arbetsresor",
        union_fee="medlemskap i fackförening",
        unemployment_fund_fee="medlemskap i arbetslöshetskassa",
    ),
    **_costs(
        OTHER_COSTS,
        medicine="medicin",
        medical_care="läkarvård",
        dental_care="akut tandvård",
        glasses="glasögon",
        childcare="barnomsorg",
        internet="internet",
        local_travel="lokala resor",
        contact_with_children="umgänge med barn",
        dental_treatment="större tandvård",
        moving="flytt",
        furniture="möbler och husgeråd",
        baby_equipment="utrustning till spädbarn",
        winter_clothes="vinterkläder",
        funeral="begravning",
        debt="skuld",
        deposit="deposition eller förskott på hyra",
        identity_document="identitetshandling",
        other="annan kostnad",
    ),
}
ASSET_KINDS: Final = {
    "bank_account": "bankkonto",
    "cash": "kontanter",
    "securities": "aktier och andra värdepapper",
    "fund": "fonder",
    "vehicle": "bil eller annat fordon",
    "property": "fastighet eller bostadsrätt",
    "crypto": "kryptovaluta",
}
COST_CODES: Final = {name: place for place, name in enumerate(COST_KINDS)}
INCOME_CODES: Final = {name: place for place, name in enumerate(INCOME_KINDS)}
ASSETS_FOR_A_PERSON: Final = frozenset({"property", "crypto"})
