"""Households drawn by Hypothesis: known ones, and ones where some facts are unknown."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from andrum.law.service import ASSET_KINDS, COST_KINDS, INCOME_KINDS, Household, load_household

Json = dict[str, Any]
UNKNOWN = {"unknown": "har inte svarat"}
ANSWER = st.sampled_from((True, False, None)).map(lambda answer: dict(UNKNOWN) if answer is None else answer)
MONTHS = ("2012-03", "2015-02", "2019-12", "2021-05", "2023-01", "2024-02", "2024-05", "2025-06", "2025-07", "2026-03")
ORE = st.integers(0, 3_000_000) | st.sampled_from((0, 1, 10**11))
SMALL = st.integers(0, 12)


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def days(month: str) -> st.SearchStrategy[str]:
    """Mostly in the month before, sometimes in another."""
    first = _first(month)
    return st.integers(1, 28).map(lambda back: (first - timedelta(days=back)).isoformat()) | st.integers(-40, 90).map(
        lambda back: (first - timedelta(days=back)).isoformat()
    )


def born(month: str, oldest: int, youngest: int = 0) -> st.SearchStrategy[str]:
    last = _first(month) + timedelta(days=27)
    return st.integers(youngest * 365 + 1, oldest * 366).map(lambda back: (last - timedelta(days=back)).isoformat())


def adult(name: str, role: str, month: str) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries({"id": st.just(name), "role": st.just(role), "born": born(month, 80, 19)})


def child(name: str, month: str) -> st.SearchStrategy[Json]:
    return st.fixed_dictionaries(
        {
            "id": st.just(name),
            "role": st.just("child"),
            "born": born(month, 17),
            "days": st.just(30) | st.integers(0, 31),
            "lunch_at_home": st.booleans(),
            "in_school": st.booleans(),
            "living_at_home": st.booleans(),
            "earned_earlier_this_year": ORE,
        }
    )


def incomes(month: str, names: list[str], kinds: list[str]) -> st.SearchStrategy[list[Json]]:
    one = st.fixed_dictionaries(
        {
            "member": st.sampled_from(names),
            "kind": st.sampled_from(kinds),
            "amount": ORE,
            "paid": days(month),
            "net": st.just(True),
        }
    )
    return st.lists(one, max_size=5).map(lambda lines: numbered("i", lines))


def costs(month: str, kinds: list[str]) -> st.SearchStrategy[list[Json]]:
    due = st.integers(-31, 40).map(lambda ahead: (_first(month) + timedelta(days=ahead)).isoformat())
    one = st.fixed_dictionaries({"kind": st.sampled_from(kinds), "amount": ORE, "due": due, "evidence": st.just(True)})
    return st.lists(one, max_size=5).map(lambda lines: numbered("k", lines))


def numbered(prefix: str, lines: list[Json]) -> list[Json]:
    return [{"id": f"{prefix}{number}"} | line for number, line in enumerate(lines, 1)]


COUNTED = [name for name, kind in INCOME_KINDS.items() if kind.treatment != "person"]
ACCEPTED = [
    "rent", "lodger_rent", "household_electricity", "home_insurance", "work_travel", "union_fee", "medicine",
    "medical_care", "dental_care", "glasses", "childcare", "internet", "local_travel", "unemployment_fund_fee",
]  # fmt: skip
HISTORY = st.fixed_dictionaries({"assistance_months_in_row": SMALL}) | st.fixed_dictionaries(
    {"assistance_months_in_row": SMALL, "started": st.sampled_from(("2019-12", "2022-06", "2024-01", "2025-07"))}
)


@st.composite
def known(draw: st.DrawFn, month: str | None = None, kinds: list[str] | None = None) -> Json:
    """A household where every fact is known and nothing is for a person."""
    when = month or draw(st.sampled_from(MONTHS))
    names = ["a"] + (["b"] if draw(st.booleans()) else [])
    members = [draw(adult(name, "applicant" if name == "a" else "co_applicant", when)) for name in names]
    children = [f"c{number}" for number in range(1, 1 + draw(st.integers(0, 4)))]
    members += [draw(child(name, when)) for name in children]
    found = {
        "schema": 1,
        "month": when,
        "application": draw(st.sampled_from(("new", "continued"))),
        "housing": {
            "form": draw(st.sampled_from(("rented", "owned", "lodger"))),
            "months_over_ceiling": draw(st.integers(0, 5)),
        },
        "members": members,
        "incomes": draw(incomes(when, names + children, kinds or COUNTED)),
        "costs": draw(costs(when, ACCEPTED)),
        "assets": draw(st.lists(st.integers(0, 200_000), max_size=2).map(_assets)),
        "special_calculation_rule": draw(st.dictionaries(st.sampled_from(names), HISTORY)),
        "surplus_last_month": draw(st.just(0) | ORE),
    }
    if draw(st.booleans()):
        found["community"] = {"persons": draw(st.integers(1, 12))}
    return found


def _assets(amounts: list[int]) -> list[Json]:
    return numbered("t", [{"kind": "bank_account", "amount": ore} for ore in amounts])


def leaves(household: Json) -> list[tuple[Any, str]]:
    """Every place where a fact may be unknown: what holds it, and its name."""
    found: list[tuple[Any, str]] = [(household, "surplus_last_month")]
    for group, names in (
        ("members", ("born", "days", "lunch_at_home", "in_school", "living_at_home", "earned_earlier_this_year")),
        ("incomes", ("kind", "amount", "paid", "net")),
        ("costs", ("kind", "amount", "due")),
    ):
        found += [(line, name) for line in household[group] for name in names if name in line]
    found += [(household["housing"], name) for name in ("form", "months_over_ceiling")]
    found += [(facts, name) for facts in household["special_calculation_rule"].values() for name in facts]
    found += [(household["community"], "persons")] if "community" in household else []
    return [*found, (household, "incomes"), (household, "costs")]


@st.composite
def any_household(draw: st.DrawFn) -> Json:
    """Whatever the schema allows, unknown facts and things for a person included."""
    found = draw(known(kinds=[*INCOME_KINDS, "hittat på"]))
    for line in found["costs"]:
        line["kind"] = draw(st.sampled_from([*COST_KINDS, "hittat på"]))
        line["evidence"] = draw(ANSWER)
    for line in found["assets"]:
        line["kind"] = draw(st.sampled_from([*ASSET_KINDS, "hittat på"]))
    for line in found["incomes"]:
        line["net"] = draw(ANSWER)
    for holder, name in leaves(found):
        if draw(st.integers(0, 5)) == 0:
            holder[name] = dict(UNKNOWN)
    for member in found["members"][1:]:
        if draw(st.integers(0, 8)) == 0:
            member["role"] = dict(UNKNOWN)
    if draw(st.booleans()):
        found["month"] = draw(st.sampled_from(("1995-01", "2001-12", "2011-12", "2012-01", "2027-01", "2140-06")))
    return found


def read(household: Json) -> Household:
    return load_household(household)
