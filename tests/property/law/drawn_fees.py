"""Households of fees drawn by Hypothesis: known ones, and ones where some facts are unknown."""

from typing import Any

from hypothesis import strategies as st

from andrum.law.service import FEE_KINDS

Json = dict[str, Any]
UNKNOWN = {"unknown": "har inte svarat"}
MONTHS = ("2016-07", "2019-12", "2021-05", "2022-03", "2022-08", "2023-02", "2024-02", "2025-06", "2025-07", "2026-03")
RELATIONS = ("single", "married", "cohabiting")
WITHOUT_NUMBERS = ("1999-01", "2002-07", "2016-06", "2027-01", "2140-06")
ORE = st.integers(0, 3_000_000) | st.sampled_from((0, 1, 10**11))
SMALL = st.integers(0, 2_000_000)
COUNTED = [name for name, kind in FEE_KINDS.incomes.items() if kind.treatment != "person"]
ACCEPTED = [
    "meals", "delivered_meals", "guardian", "work_travel", "maintenance", "consumables_included",
    "electricity_included", "furniture_included", "free_health_care",
]  # fmt: skip
WITH_STANDARD = frozenset(ACCEPTED) - {"guardian", "work_travel", "maintenance"}
PRICED = [name for name in FEE_KINDS.services if name not in {"rent", "consumables"}]


def numbered(prefix: str, lines: list[Json]) -> list[Json]:
    return [{"id": f"{prefix}{number}"} | line for number, line in enumerate(lines, 1)]


def incomes(kinds: list[str]) -> st.SearchStrategy[list[Json]]:
    one = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(kinds),
            "amount": ORE,
            "times": st.sampled_from((12, 12, 1, 5, 0)),
            "net": st.just(True),
        }
    )
    return st.lists(one, max_size=4).map(lambda lines: numbered("i", lines))


def housing() -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {
            "form": st.sampled_from(
                ("rented", "owned_house", "owned_flat", "lodger", "special_housing", "special_housing_fee", "none")
            ),
            "rent": SMALL,
            "interest": ORE,
            "property_fee": SMALL,
            "ground_rent": st.just(0) | SMALL,
            "area": st.integers(0, 400),
            "electricity_included": st.booleans(),
        },
        optional={"shared_by": st.integers(1, 10)},
    )


def changes() -> st.SearchStrategy[list[Json]]:
    one = st.fixed_dictionaries(
        {"kind": st.sampled_from(ACCEPTED), "amount": st.integers(0, 400_000), "lasting": st.booleans()}
    )
    return st.lists(one, max_size=3).map(lambda lines: numbered("c", lines))


def services(month: str) -> st.SearchStrategy[list[Json]]:
    days = st.integers(1, 28).map(lambda day: f"{month}-{day:02d}")
    one = st.fixed_dictionaries(
        {
            "kind": st.sampled_from([*PRICED, "rent"]),
            "minutes": st.integers(0, 6_000),
            "days": st.integers(0, 31),
            "times": st.integers(0, 60),
            "level": st.sampled_from("1234"),
            "amount": SMALL,
        },
        optional={"starts": days, "planned": st.booleans()},
    )
    return st.lists(one, max_size=5).map(lambda lines: numbered("s", lines))


def person(name: str, kinds: list[str]) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {
            "id": st.just(name),
            "born": st.sampled_from(("1930-05-01", "1961-03-01", "1961-03-02", "1975-12-31")),
            "incomes": incomes(kinds),
            "housing": housing(),
            "changes": changes(),
        }
    )


@st.composite
def known(draw: st.DrawFn, relations: tuple[str, ...] = RELATIONS, kinds: list[str] | None = None) -> Json:
    """A household where every fact is known and nothing is for a person."""
    when, relation = draw(st.sampled_from(MONTHS)), draw(st.sampled_from(relations))
    found = {
        "schema": 1,
        "month": when,
        "relation": relation,
        "living_together": draw(st.booleans()),
        "absent_days": draw(st.just(0) | st.integers(0, 31)),
        "income_information": draw(st.sampled_from(("given", "given", "given", "not_given"))),
        "person": draw(person("a", kinds or COUNTED)),
        "services": draw(services(when)),
    }
    if relation != "single":
        found["partner"] = draw(person("b", kinds or COUNTED))
    return found


def leaves(household: Json) -> list[tuple[Any, str]]:
    """Every place where a fact may be unknown: what holds it, and its name."""
    found: list[tuple[Any, str]] = [(household, name) for name in ("relation", "absent_days", "living_together")]
    for who in ("person", "partner"):
        if who in household:
            one = household[who]
            found += [(one, "born"), *((one["housing"], name) for name in one["housing"])]
            found += [(line, name) for line in one["incomes"] for name in ("kind", "amount", "times", "net")]
            found += [(line, name) for line in one["changes"] for name in ("kind", "amount", "lasting")]
    found += [(line, name) for line in household["services"] for name in line if name != "id"]
    whole = [(household["person"], name) for name in ("incomes", "changes")]
    return [*found, (household, "income_information"), *whole, (household, "services")]


@st.composite
def any_household(draw: st.DrawFn) -> Json:
    """Whatever the schema allows, unknown facts and things for a person included."""
    found = draw(known(kinds=[*FEE_KINDS.incomes, "hittat på"]))
    for who in ("person", "partner"):
        for line in found.get(who, {}).get("changes", []):
            line["kind"] = draw(st.sampled_from([*FEE_KINDS.changes, "hittat på"]))
            if draw(st.booleans()):
                del line["amount"]
    for line in found["services"]:
        line["kind"] = draw(st.sampled_from([*FEE_KINDS.services, "hittat på"]))
    for holder, name in leaves(found):
        if draw(st.integers(0, 7)) == 0:
            holder[name] = dict(UNKNOWN)
    if found["relation"] != "single" and draw(st.integers(0, 5)) == 0:
        found.pop("partner", None)
    if draw(st.integers(0, 4)) == 0:
        found["month"] = draw(st.sampled_from(WITHOUT_NUMBERS))
    return found
