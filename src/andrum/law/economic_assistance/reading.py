"""From JSON to a household: every fault is named with its place and what to do."""

from collections.abc import Mapping
from typing import Final, get_args

from andrum.law.economic_assistance.household import (
    NOT_SAID,
    NOT_SAID_IF_NET,
    NOT_SAID_IF_PROVED,
    AfterSixMonths,
    Application,
    Asset,
    Cost,
    Household,
    Housing,
    HousingForm,
    Income,
    Member,
    Role,
)
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.json_schema import MAX_PERSONS
from andrum.law.vocabulary.reading import MAX_MONTHS, Node, check_unique, joined, parsed, wrong

APPLICATIONS: Final[tuple[Application, ...]] = get_args(Application)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
FORMS: Final[tuple[HousingForm, ...]] = get_args(HousingForm)


def load_household(source: str | bytes | Mapping[str, object]) -> Household:
    """Read a household, version 1 of the schema. Raises HouseholdError with place, fault and what to do."""
    return _household(Node("", source if isinstance(source, Mapping) else parsed(source, "economic-assistance")))


def load_households(source: str | bytes) -> tuple[Household, ...]:
    """Read one household, or a list with one for each month. Raises HouseholdError with place, fault and what to do."""
    found = parsed(source, "economic-assistance")
    if not isinstance(found, list):
        return (_household(Node("", found)),)
    if not found:
        wrong("", "Listan är tom.", "Skriv minst ett hushåll i den.")
    return tuple(_household(node) for node in Node("", found).items(MAX_MONTHS))


def _household(top: "Node") -> Household:
    top.only("schema", "month", "application", "housing", "community", "members", "incomes", "costs", "assets",
             "special_calculation_rule", "surplus_last_month")  # fmt: skip
    version = top.get("schema").value
    if version != 1 or isinstance(version, bool):
        wrong("schema", "versionen finns inte.", 'Skriv "schema": 1.')
    members = tuple(_member(node) for node in top.get("members").items(MAX_PERSONS))
    household = Household(
        month=top.get("month").month(),
        application=top.get("application").known(lambda node: node.word(*APPLICATIONS)),
        members=members,
        incomes=top.get("incomes").known(lambda node: tuple(_income(item) for item in node.items())),
        costs=top.get("costs").known(lambda node: tuple(_cost(item) for item in node.items())),
        assets=top.get("assets").known(lambda node: tuple(_asset(item) for item in node.items())),
        housing=_housing(top.get("housing")) if top.has("housing") else Housing(),
        community_persons=_community(top.get("community")) if top.has("community") else None,
        special_calculation_rule=_after_six_months(top),
        surplus_last_month=top.either("surplus_last_month", Node.amount, NOT_SAID),
    )
    _check_whole(household)
    return household


def _member(node: Node) -> Member:
    node.only("id", "role", "born", "days", "lunch_at_home", "in_school", "living_at_home", "earned_earlier_this_year")
    return Member(
        id=node.get("id").key(),
        role=node.get("role").known(lambda it: it.word(*ROLES)),
        born=node.get("born").known(Node.day),
        days=node.either("days", lambda it: it.whole(31), 30),
        lunch_at_home=node.either("lunch_at_home", Node.yes_no, NOT_SAID),
        in_school=node.either("in_school", Node.yes_no, NOT_SAID),
        living_at_home=node.either("living_at_home", Node.yes_no, True),
        earned_earlier_this_year=node.either("earned_earlier_this_year", Node.amount, NOT_SAID),
    )


def _income(node: Node) -> Income:
    node.only("id", "member", "kind", "amount", "paid", "net")
    return Income(
        id=node.get("id").key(),
        member=node.get("member").key(),
        kind=node.get("kind").known(Node.text),
        amount=node.get("amount").known(Node.amount),
        paid=node.get("paid").known(Node.day),
        net=node.either("net", Node.yes_no, NOT_SAID_IF_NET),
    )


def _cost(node: Node) -> Cost:
    node.only("id", "kind", "amount", "due", "evidence")
    return Cost(
        id=node.get("id").key(),
        kind=node.get("kind").known(Node.text),
        amount=node.get("amount").known(Node.amount),
        due=node.get("due").known(Node.day) if node.has("due") else None,
        evidence=node.either("evidence", Node.yes_no, NOT_SAID_IF_PROVED),
    )


def _asset(node: Node) -> Asset:
    node.only("id", "kind", "amount")
    return Asset(node.get("id").key(), node.get("kind").known(Node.text), node.get("amount").known(Node.amount))


def _housing(node: Node) -> Housing:
    node.only("form", "rent", "rooms", "months_over_ceiling")
    return Housing(
        form=node.get("form").known(lambda it: it.word(*FORMS)),
        rent=node.get("rent").known(Node.amount) if node.has("rent") else None,
        rooms=node.get("rooms").known(lambda it: it.whole(50)) if node.has("rooms") else None,
        months_over_ceiling=node.either("months_over_ceiling", Node.count, NOT_SAID),
    )


def _community(node: Node) -> int | Unknown:
    node.only("persons")
    return node.get("persons").known(lambda it: it.whole(MAX_PERSONS, 1))


def _after_six_months(top: Node) -> dict[str, AfterSixMonths]:
    if not top.has("special_calculation_rule"):
        return {}
    rule = top.get("special_calculation_rule")
    found = {}
    for name in rule.fields():
        node = Node(joined(rule.path, Node(rule.path, name).key()), rule.fields()[name])
        node.only("assistance_months_in_row", "started")
        found[name] = AfterSixMonths(
            node.get("assistance_months_in_row").known(Node.count),
            node.get("started").known(Node.month) if node.has("started") else None,
        )
    return found


def _check_whole(household: Household) -> None:
    names = [member.id for member in household.members]
    check_unique("members", names)
    for place, lines in (("incomes", household.incomes), ("costs", household.costs), ("assets", household.assets)):
        if not isinstance(lines, Unknown):
            check_unique(place, [line.id for line in lines])
    roles = [member.role for member in household.members if not isinstance(member.role, Unknown)]
    all_known = len(roles) == len(names)
    if roles.count("applicant") > 1 or (all_known and "applicant" not in roles):
        wrong("members", "hushållet ska ha exakt en sökande.", 'Ge en person "role": "applicant".')
    if roles.count("co_applicant") > 1:
        wrong(
            "members", "hushållet kan ha högst en medsökande.", "Den som inte är sambo eller make räknas i community."
        )
    if not isinstance(household.incomes, Unknown):
        for number, income in enumerate(household.incomes):
            if income.member not in names:
                wrong(f"incomes[{number}].member", "personen finns inte i hushållet.", "Skriv en nyckel ur members.")
    for name in household.special_calculation_rule:
        if name not in names:
            wrong(f"special_calculation_rule.{name}", "personen finns inte i hushållet.", "Skriv en nyckel ur members.")
