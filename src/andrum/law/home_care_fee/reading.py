"""From JSON to the household of a fee: every fault is named with its place and what to do."""

from collections.abc import Mapping
from typing import Final, get_args

from andrum.law.home_care_fee.household import (
    NOT_SAID,
    NOT_SAID_IF_LASTING,
    NOT_SAID_IF_NET,
    FeeChange,
    FeeHousehold,
    FeeHousing,
    FeeIncome,
    FeePerson,
    FeeService,
    HousingForm,
    Information,
    Relation,
)
from andrum.law.home_care_fee.parameters import MOST_SHARING
from andrum.law.home_care_fee.schema import (
    MAX_AREA,
    MAX_DAYS,
    MAX_LINES,
    MAX_MINUTES,
    MAX_TIMES,
    MAX_TIMES_A_YEAR,
)
from andrum.law.vocabulary.facts import Unknown
from andrum.law.vocabulary.reading import Node, check_unique, parsed, wrong

RELATIONS: Final[tuple[Relation, ...]] = get_args(Relation)
FORMS: Final[tuple[HousingForm, ...]] = get_args(HousingForm)
INFORMATION: Final[tuple[Information, ...]] = get_args(Information)
MAX_HOUSEHOLDS: Final = 10_000
BENEFIT: Final = "home-care-fee"


def load_fee(source: str | bytes | Mapping[str, object]) -> FeeHousehold:
    """Read a household, version 1 of the schema. Raises HouseholdError with place, fault and what to do."""
    return _household(Node("", source if isinstance(source, Mapping) else parsed(source, BENEFIT)))


def load_fees(source: str | bytes) -> tuple[FeeHousehold, ...]:
    """Read one household, or a list. Raises HouseholdError with place, fault and what to do."""
    found = parsed(source, BENEFIT)
    if not isinstance(found, list):
        return (_household(Node("", found)),)
    if not found:
        wrong("", "Listan är tom.", "Skriv minst ett hushåll i den.")
    return tuple(_household(node) for node in Node("", found).items(MAX_HOUSEHOLDS))


def _household(top: Node) -> FeeHousehold:
    top.only("schema", "month", "person", "partner", "relation", "living_together", "absent_days",
             "income_information", "services")  # fmt: skip
    version = top.get("schema").value
    if version != 1 or isinstance(version, bool):
        wrong("schema", "versionen finns inte.", 'Skriv "schema": 1.')
    household = FeeHousehold(
        month=top.get("month").month(),
        person=_person(top.get("person")),
        services=top.get("services").known(lambda node: tuple(_service(item) for item in node.items(MAX_LINES))),
        relation=top.get("relation").known(lambda node: node.word(*RELATIONS)),
        partner=_person(top.get("partner")) if top.has("partner") else None,
        living_together=top.either("living_together", Node.yes_no, True),
        absent_days=top.either("absent_days", lambda node: node.whole(MAX_DAYS), 0),
        income_information=top.either("income_information", lambda node: node.word(*INFORMATION), "given"),
    )
    _check_whole(household)
    return household


def _person(node: Node) -> FeePerson:
    node.only("id", "born", "incomes", "housing", "changes")
    return FeePerson(
        id=node.get("id").key(),
        born=node.either("born", Node.day, NOT_SAID),
        incomes=node.get("incomes").known(lambda it: tuple(_income(item) for item in it.items(MAX_LINES))),
        housing=_housing(node.get("housing")),
        changes=node.either("changes", lambda it: tuple(_change(item) for item in it.items(MAX_LINES)), ()),
    )


def _income(node: Node) -> FeeIncome:
    node.only("id", "kind", "amount", "times", "net")
    return FeeIncome(
        id=node.get("id").key(),
        kind=node.get("kind").known(Node.text),
        amount=node.get("amount").known(Node.amount),
        times=node.either("times", lambda it: it.whole(MAX_TIMES_A_YEAR), 12),
        net=node.either("net", Node.yes_no, NOT_SAID_IF_NET),
    )


def _housing(node: Node) -> FeeHousing:
    node.only("form", "rent", "electricity_included", "interest", "ground_rent", "property_fee", "area", "shared_by")
    return FeeHousing(
        form=node.get("form").known(lambda it: it.word(*FORMS)),
        rent=node.either("rent", Node.amount, NOT_SAID),
        electricity_included=node.either("electricity_included", Node.yes_no, False),
        interest=node.either("interest", Node.amount, NOT_SAID),
        ground_rent=node.either("ground_rent", Node.amount, 0),
        property_fee=node.either("property_fee", Node.amount, NOT_SAID),
        area=node.either("area", lambda it: it.whole(MAX_AREA), NOT_SAID),
        shared_by=node.get("shared_by").known(lambda it: it.whole(MOST_SHARING, 1)) if node.has("shared_by") else None,
    )


def _change(node: Node) -> FeeChange:
    node.only("id", "kind", "amount", "lasting")
    return FeeChange(
        id=node.get("id").key(),
        kind=node.get("kind").known(Node.text),
        amount=node.get("amount").known(Node.amount) if node.has("amount") else None,
        lasting=node.either("lasting", Node.yes_no, NOT_SAID_IF_LASTING),
    )


def _service(node: Node) -> FeeService:
    node.only("id", "kind", "minutes", "days", "times", "level", "amount", "starts", "ends", "planned")
    return FeeService(
        id=node.get("id").key(),
        kind=node.get("kind").known(Node.text),
        minutes=node.either("minutes", lambda it: it.whole(MAX_MINUTES), NOT_SAID),
        days=node.either("days", lambda it: it.whole(MAX_DAYS), NOT_SAID),
        times=node.either("times", lambda it: it.whole(MAX_TIMES), NOT_SAID),
        level=node.either("level", Node.text, NOT_SAID),
        amount=node.either("amount", Node.amount, NOT_SAID),
        starts=node.get("starts").known(Node.day) if node.has("starts") else None,
        ends=node.get("ends").known(Node.day) if node.has("ends") else None,
        planned=node.get("planned").known(Node.yes_no) if node.has("planned") else None,
    )


def _check_whole(household: FeeHousehold) -> None:
    if household.relation == "single" and household.partner is not None:
        wrong("partner", "en ensamstående har ingen partner.", "Ta bort partner, eller rätta relation.")
    if household.partner is not None and household.partner.id == household.person.id:
        wrong("partner.id", "samma nyckel som personen.", "Ge partnern en egen nyckel.")
    for path, person in (("person", household.person), ("partner", household.partner)):
        for group in ("incomes", "changes"):
            lines = getattr(person, group) if person is not None else ()
            if not isinstance(lines, Unknown):
                check_unique(f"{path}.{group}", [line.id for line in lines])
    services = household.services
    if not isinstance(services, Unknown):
        check_unique("services", [line.id for line in services])
        for number, service in enumerate(services):
            _check_days(f"services[{number}]", service)


def _check_days(path: str, service: FeeService) -> None:
    starts, ends = service.starts, service.ends
    if starts is None or ends is None or isinstance(starts, Unknown) or isinstance(ends, Unknown):
        return
    if ends < starts:
        wrong(f"{path}.ends", "insatsen upphör innan den börjar.", "Rätta den ena dagen.")
