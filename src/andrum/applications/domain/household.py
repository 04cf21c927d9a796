"""What the citizen says, as the household that the rulebook reads. Left blank is unknown, never zero."""

from collections.abc import Mapping
from datetime import date

from andrum.applications.domain.pages import BY_KEY, has_co_applicant
from andrum.applications.domain.questions import JSON, Answer, Page, is_asked, items_of, text_of, whole_of
from andrum.kernel.identity import PersonalNumber

WHOLE_MONTH = 30
NOT_ANSWERED = "Den sökande har inte svarat på frågan."
RENT = "rent"
"""Id of the rent among the costs and of what proves it."""


def unknown(reason: str) -> dict[str, JSON]:
    """How the household's JSON says that a leaf is not known."""
    return {"unknown": reason or NOT_ANSWERED}


def leaf(page: Page, answer: Mapping[str, JSON], name: str) -> JSON:
    """A field's answer, or unknown with the reason that the question gives for a blank."""
    value = answer.get(name)
    if value is not None and value != "":
        return value
    field = next(field for field in page.fields if field.name == name)
    return unknown(field.blank_means)


def yes(answer: Mapping[str, JSON], name: str) -> JSON:
    """True, False or unknown for a yes-or-no question."""
    code = text_of(answer, name)
    return code == "yes" if code else unknown(NOT_ANSWERED)


def members(answers: Mapping[str, Answer], *, born: date, co_born: date | None) -> list[dict[str, JSON]]:
    """The assessed household: the one who applies, the co-applicant and the children."""
    adult: dict[str, JSON] = {"days": WHOLE_MONTH, "lunch_at_home": True, "in_school": False, "living_at_home": True}
    rows: list[dict[str, JSON]] = [{"id": "a", "role": "applicant", "born": born.isoformat(), **adult}]
    if has_co_applicant(answers):
        rows.append(
            {
                "id": "b",
                "role": "co_applicant",
                "born": co_born.isoformat() if co_born else unknown(NOT_ANSWERED),
                **adult,
            }
        )
    return rows + [_child(item) for item in items_of(answers, "children")]


def _child(item: Mapping[str, JSON]) -> dict[str, JSON]:
    some = text_of(item, "lives_here") == "some"
    return {
        "id": text_of(item, "id"),
        "role": "child",
        "born": born_of(item) or unknown(NOT_ANSWERED),
        "days": leaf(BY_KEY["children"], item, "days") if some else WHOLE_MONTH,
        "lunch_at_home": yes(item, "lunch_at_home"),
        "in_school": yes(item, "in_school"),
        "living_at_home": True,
    }


def born_of(item: Mapping[str, JSON]) -> str:
    """A child's day of birth as ``2020-05-01``, from the personal number or as said; empty when neither is given."""
    digits = text_of(item, "personal_number")
    return PersonalNumber(digits).born.isoformat() if digits else text_of(item, "born")


def housing(answers: Mapping[str, Answer]) -> dict[str, JSON]:
    """Form, rent of the contract in öre, and rooms."""
    page, answer = BY_KEY["housing"], answers.get("housing", {})
    form = text_of(answer, "form")
    if form == "none":
        return {"form": "none", "rent": 0, "rooms": 0}
    return {
        "form": form or unknown(NOT_ANSWERED),
        "rent": leaf(page, answer, "rent"),
        "rooms": leaf(page, answer, "rooms"),
    }


def _rent_cost(answers: Mapping[str, Answer], *, proved: frozenset[str]) -> list[dict[str, JSON]]:
    """The rent as a cost applied for: what is left when others have paid their part."""
    page, answer = BY_KEY["housing"], answers.get("housing", {})
    form = text_of(answer, "form")
    if form in {"", "none"}:
        return []
    return [
        {
            "id": RENT,
            "kind": "lodger_rent" if form == "lodger" else "rent",
            "amount": _own_rent(page, answer),
            "due": text_of(answer, "due") or unknown(NOT_ANSWERED),
            "evidence": RENT in proved,
        }
    ]


def _own_rent(page: Page, answer: Mapping[str, JSON]) -> JSON:
    rent = whole_of(answer, "rent")
    if rent is None:
        return leaf(page, answer, "rent")
    others_field = next(field for field in page.fields if field.name == "others_pay")
    if not is_asked(others_field, answer):
        return rent
    others = whole_of(answer, "others_pay")
    return leaf(page, answer, "others_pay") if others is None else max(0, rent - others)


def incomes(answers: Mapping[str, Answer]) -> JSON:
    """Every income said, from Sweden and abroad, as paid out; unknown when the question is not answered."""
    if "incomes" not in answers:
        return unknown(NOT_ANSWERED)
    return [
        {
            "id": text_of(item, "id"),
            "member": text_of(item, "member") or "a",
            "kind": text_of(item, "kind") if key == "incomes" else "foreign_income",
            "amount": leaf(BY_KEY[key], item, "amount"),
            "paid": leaf(BY_KEY[key], item, "paid"),
            "net": True,
        }
        for key in ("incomes", "incomes_abroad")
        for item in items_of(answers, key)
    ]


def costs(answers: Mapping[str, Answer], *, proved: frozenset[str]) -> JSON:
    """The rent and every cost said. ``proved`` holds the ids of those with a file."""
    if "costs" not in answers:
        return unknown(NOT_ANSWERED)
    rows: list[dict[str, JSON]] = [
        {
            "id": text_of(item, "id"),
            "kind": text_of(item, "kind"),
            "amount": leaf(BY_KEY["costs"], item, "amount"),
            "due": text_of(item, "due") or unknown(NOT_ANSWERED),
            "evidence": text_of(item, "id") in proved,
        }
        for item in items_of(answers, "costs")
    ]
    return [*_rent_cost(answers, proved=proved), *rows]


def assets(answers: Mapping[str, Answer]) -> JSON:
    """Every asset said; unknown when the question is not answered."""
    if "assets" not in answers:
        return unknown(NOT_ANSWERED)
    return [
        {"id": text_of(item, "id"), "kind": text_of(item, "kind"), "amount": leaf(BY_KEY["assets"], item, "amount")}
        for item in items_of(answers, "assets")
    ]


def persons_in_home(answers: Mapping[str, Answer], *, assessed: int) -> JSON:
    """How many share the home in all, those who apply included."""
    answer = answers.get("others", {})
    code = text_of(answer, "has_others")
    if code == "no":
        return assessed
    many = whole_of(answer, "how_many")
    return assessed + many if code == "yes" and many is not None else unknown(NOT_ANSWERED)


def declared(
    answers: Mapping[str, Answer],
    *,
    month: str,
    kind: str,
    born: date,
    co_born: date | None,
    proved: frozenset[str] = frozenset(),
) -> dict[str, JSON]:
    """The household's JSON for the rulebook (schema version 1), as the citizen says it."""
    people = members(answers, born=born, co_born=co_born)
    return {
        "schema": 1,
        "month": month,
        "application": kind,
        "housing": housing(answers),
        "community": {"persons": persons_in_home(answers, assessed=len(people))},
        "members": people,
        "incomes": incomes(answers),
        "costs": costs(answers, proved=proved),
        "assets": assets(answers),
    }
