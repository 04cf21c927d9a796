"""Facts as they are shown: the sources side by side, in words."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from andrum.cases.domain.facts import JSON, FactView
from andrum.kernel.clock import swedish_day
from andrum.kernel.money import kronor
from andrum.kernel.periods import day_in_words

LABELS = {
    "housing": _lazy("Boende"), "housing.form": _lazy("Boendeform"), "housing.rent": _lazy("Hyra"),
    "housing.rooms": _lazy("Antal rum"), "community.persons": _lazy("Personer i bostaden"),
    "members": _lazy("Hushåll"), "incomes": _lazy("Inkomster"), "costs": _lazy("Kostnader"),
    "assets": _lazy("Tillgångar"), "application": _lazy("Slag av ansökan"),
}  # fmt: skip
AMOUNTS = ("amount", "rent", "ore", "balance", "fee")


def label_of(name: str) -> str:
    """A fact's name in words; an unknown name with its dots and lines taken away."""
    return str(LABELS.get(name) or name.replace(".", ": ").replace("_", " ").capitalize())


def value_in_words(name: str, value: JSON, unknown_reason: str = "") -> str:
    """A value for people: amounts in kronor, yes and no, lists counted out."""
    if unknown_reason:
        return _("Okänt: %(reason)s") % {"reason": unknown_reason}
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, int) and name.rpartition(".")[2].endswith(AMOUNTS):
        return kronor(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{label_of(key).lower()} {value_in_words(key, part)}" for key, part in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(value_in_words(name, part) for part in value) or _("Inget")
    return str(value)


def fact_pairs(facts: Mapping[str, list[FactView]]) -> list[dict[str, object]]:
    """What the component ``fact_pair`` needs, those that differ first; what the citizen says stands to the left."""
    pairs: list[dict[str, object]] = []
    for name, views in facts.items():
        citizen_first = sorted(views, key=lambda view: view.source != "citizen")
        sides = [_side(view) for view in citizen_first]
        pairs.append({
            "name": label_of(name), "key": name, "left": sides[0], "right": sides[1] if len(sides) > 1 else None,
            "more": sides[2:], "differs": views[0].differs, "newer": any(view.newer_than_caseworker for view in views),
            "reason": views[0].reason,
        })  # fmt: skip
    return sorted(pairs, key=lambda pair: (not pair["differs"], str(pair["name"])))


def _side(view: FactView) -> dict[str, str]:
    sources = {
        "citizen": _("Den sökande"), "register": _("Register"), "document": _("Handling"),
        "caseworker": view.recorded_by,
    }  # fmt: skip
    detail = view.source_detail if view.source == "register" else ""
    return {
        "source": " ".join(part for part in (sources[view.source], detail) if part),
        "value": value_in_words(view.name, view.value, view.unknown_reason),
        "detail": day_in_words(swedish_day(view.retrieved_at)),
    }
