"""The rulebooks that have a reference page: their chapters, each with its rules, sections, amounts and cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from andrum.law.economic_assistance import parameters as assistance
from andrum.law.economic_assistance.provisions import PROVISIONS as ASSISTANCE_PROVISIONS
from andrum.law.economic_assistance.rules import costs, incomes, norm, result
from andrum.law.home_care_fee import parameters as fees
from andrum.law.home_care_fee.provisions import PROVISIONS as FEE_PROVISIONS
from andrum.law.home_care_fee.rules import fee, fee_base, housing, minimum, room, services
from andrum.law.vocabulary.parameter_files import SHARED
from andrum.law.vocabulary.provisions import Provision
from andrum.law.vocabulary.trace import Rule

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "reference" / "rules"
SPEC = ROOT / "tests" / "spec" / "law"


@dataclass(frozen=True)
class Chapter:
    """One part of the page: rules that rest on the same sections, with their amounts and cases."""

    title: str
    topics: tuple[str, ...]
    rules: tuple[Rule, ...]
    families: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """One rulebook's page: where it stands, what it is called, and where its sections, amounts and cases are."""

    page: Path
    title: str
    cases: str
    provisions: Mapping[str, tuple[Provision, ...]]
    folders: tuple[tuple[str, Path], ...]
    chapters: tuple[Chapter, ...]


ASSISTANCE = (
    Chapter(
        "Riksnorm", ("riksnorm", "riksnorm_amounts"), (norm.ADULTS, norm.CHILD, norm.SHARED), ("riksnorm",),
        (
            "published", "riksnorm_years", "age_bands", "household_size_and_lunch", "part_month_and_community",
            "who_counts",
        ),
    ),
    Chapter(
        "Skäliga kostnader", ("income_support_costs", "right_to_assistance"),
        (*costs.COST_RULES, costs.NOT_LISTED, costs.UNKNOWN_KIND), ("housing", "costs"),
        ("costs", "costs_to_a_person", "due_dates_and_housing"),
    ),
    Chapter(
        "Inkomster", ("right_to_assistance",),
        (*incomes.INCOME_RULES.values(), incomes.UNKNOWN_KIND, incomes.SURPLUS), (),
        ("incomes_by_kind", "incomes_to_a_person"),
    ),
    Chapter(
        "Särskild beräkningsregel", ("special_calculation_rule",),
        (*incomes.EMPLOYMENT_RULES.values(), incomes.EMPLOYMENT), ("special_calculation_rule",),
        ("special_calculation_rule",),
    ),
    Chapter(
        "Barns och skolungdomars inkomster", ("children_earnings",),
        (*incomes.CHILDS_WORK_RULES.values(), incomes.CHILDS_WORK), ("prisbasbelopp", "ages"), ("children_earnings",),
    ),
    Chapter("Resultat", ("right_to_assistance",), (result.DIFFERENCE, result.GRANT), ("calculation",), ("results",)),
    Chapter("Tillgångar", ("right_to_assistance",), (), ("limits",), ("assets",)),
    Chapter("Okända uppgifter och belopp", (), (), (), ("unknown_facts",)),
    Chapter("Vilken lag som gällde", (), (), (), ("old_law",)),
    Chapter("Hela kommunens riktlinjer: Älvboda", (), (), (), ("alvboda",)),
)  # fmt: skip
FEES = (
    Chapter("Publicerade exempel och alla år", ("may_charge", "prisbasbelopp"), (), ("prisbasbelopp",),
            ("published", "years")),
    Chapter(
        "Avgiftsunderlag", ("fee_base", "incomes", "spouses"),
        (*fee_base.INCOME_RULES.values(), fee_base.UNKNOWN_KIND, fee_base.OWN, fee_base.SPOUSES), ("fee_incomes",),
        ("incomes", "spouses_and_cohabitants", "no_information"),
    ),
    Chapter(
        "Minimibelopp", ("minimum_amount", "raise_minimum", "lower_minimum"),
        (minimum.AMOUNT, *minimum.CHANGE_RULES.values(), minimum.UNKNOWN_CHANGE), ("minimum_amount", "fee_changes"),
        ("minimum_amount",),
    ),
    Chapter("Boendekostnad", ("housing_cost",), housing.HOUSING_RULES, ("fee_housing",), ("housing",)),
    Chapter(
        "Förbehållsbelopp och utrymme", ("reserved_amount",),
        (room.RESERVED, room.PARTNERS_LEFT, room.ROOM, room.USABLE, room.REFUSES), (), ("partner_left_at_home",),
    ),
    Chapter(
        "Kostnad för insatser", ("may_charge",),
        (*services.SERVICE_RULES.values(), *services.UNKNOWN_RULES.values()), ("fee_tariff",),
        ("services", "part_months_and_absence"),
    ),
    Chapter(
        "Högsta avgift", ("care_ceiling", "housing_ceiling"),
        (fee.CARE, fee.PLACE, fee.CARE_PART, fee.PLACE_PART, fee.CARE_ROUNDED, fee.PLACE_ROUNDED, fee.OUTSIDE_ROUNDED),
        ("fee_ceiling", "fee_calculation"), ("room_and_ceiling", "tariff_against_the_law"),
    ),
    Chapter("Ändring av avgift", ("change_of_fee",), (), (), ()),
    Chapter("Vilken lag som gällde", (), (), (), ("which_law",)),
    Chapter("Hela kommunens taxa: Älvboda", (), (), (), ("alvboda",)),
)  # fmt: skip
BOOKS = (
    Book(
        PAGES / "economic-assistance.md", "Economic assistance", "cases", ASSISTANCE_PROVISIONS,
        (("", assistance.NATIONAL), ("", SHARED), ("Älvboda kommun", assistance.DEMO_MUNICIPALITY),
         ("provfallens kommun", SPEC / "guidelines")),
        ASSISTANCE,
    ),
    Book(
        PAGES / "home-care-fee.md", "Fee for home care and housing", "fee_cases", FEE_PROVISIONS,
        (("", fees.NATIONAL), ("", SHARED), ("Älvboda kommun", fees.DEMO_MUNICIPALITY),
         ("provfallens kommun", SPEC / "fee_guidelines")),
        FEES,
    ),
)  # fmt: skip
