"""The household of a matter's facts, in the JSON that the rulebook reads. Unknown stays unknown."""

from collections.abc import Iterable, Mapping
from typing import Final

JSON = object
NOT_SAID: Final = "Uppgiften saknas."
LISTS: Final = (("income.", "incomes"), ("cost.", "costs"), ("asset.", "assets"))


def unknown(reason: str) -> dict[str, str]:
    """How the household says that something is not known."""
    return {"unknown": reason or NOT_SAID}


def household_of(
    facts: Mapping[str, JSON], *, month: str, kind: str, kinds: Mapping[str, str], surplus: JSON = None
) -> dict[str, JSON]:
    """The household's JSON.

    Args:
        facts: The value that counts of each fact by name; ``{"unknown": reason}`` where it is not known.
        month: The month applied for.
        kind: ``new`` or ``continued``.
        kinds: From the form's word for an income to the rulebook's.
        surplus: Last month's surplus in öre, or unknown.
    """
    household: dict[str, JSON] = {
        "schema": 1, "month": month, "application": kind, "members": list(_rows(facts, "member.")),
        "housing": _housing(facts), "surplus_last_month": surplus if surplus is not None else unknown(NOT_SAID),
    }  # fmt: skip
    persons = facts.get("community.persons")
    if persons is not None:
        household["community"] = {"persons": persons}
    for prefix, name in LISTS:
        whole = facts.get(name)
        rows = list(_rows(facts, prefix))
        household[name] = whole if _is_unknown(whole) and not rows else rows
    household["incomes"] = _renamed(household["incomes"], kinds)
    rule = {
        name.rpartition(".")[2]: value for name, value in facts.items() if name.startswith("special_calculation_rule.")
    }
    if rule:
        household["special_calculation_rule"] = rule
    return household


def _rows(facts: Mapping[str, JSON], prefix: str) -> Iterable[JSON]:
    """The lines of one kind by their keys; a line that is unknown as a whole keeps its key and owner."""
    for name in sorted(name for name in facts if name.startswith(prefix)):
        value = facts[name]
        if isinstance(value, Mapping) and "id" in value and not value.get("removed"):
            yield dict(value)


def _housing(facts: Mapping[str, JSON]) -> dict[str, JSON]:
    given = {name: facts[f"housing.{name}"] for name in ("form", "rent", "rooms", "months_over_ceiling")
             if f"housing.{name}" in facts}  # fmt: skip
    return {"form": unknown(NOT_SAID), **given}


def _renamed(rows: JSON, kinds: Mapping[str, str]) -> JSON:
    if not isinstance(rows, list):
        return rows
    return [
        {**row, "kind": kinds.get(row["kind"], row["kind"])} if isinstance(row.get("kind"), str) else row
        for row in rows
    ]


def with_earlier_evidence(costs: JSON, proved: Mapping[tuple[str, int], str]) -> tuple[JSON, dict[str, str]]:
    """Let a cost of the same kind and amount rest on evidence already seen; also, by cost, on which month's."""
    if not isinstance(costs, list):
        return costs, {}
    rows, rests_on = [], {}
    for row in costs:
        amount, kind = row.get("amount"), row.get("kind")
        month = proved.get((kind, amount)) if isinstance(kind, str) and isinstance(amount, int) else None
        if month is not None and row.get("evidence") is False:
            rests_on[str(row["id"])] = month
            rows.append({**row, "evidence": True})
        else:
            rows.append(row)
    return rows, rests_on


def _is_unknown(value: JSON) -> bool:
    return isinstance(value, Mapping) and set(value) == {"unknown"}


def filled(value: JSON, reason: str, weaker: JSON) -> JSON:
    """A line whose counting source cannot say: its key, owner and kind stay, its amount is unknown."""
    if not isinstance(weaker, Mapping) or "id" not in weaker:
        return unknown(reason)
    kept = {
        name: weaker[name]
        for name in ("id", "member", "kind", "paid", "net", "role", "due", "evidence")
        if name in weaker
    }
    return {**kept, "amount": unknown(reason)} if value is None else value
