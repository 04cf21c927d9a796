"""The names of the facts that an application writes. Stable: automation and the desk read them.

=========================  ==========================================================================
name                       value
=========================  ==========================================================================
application.kind           ``new`` or ``continued``
application.changed        list of page keys whose answers differ from the month before; ``[]`` when none
contact.language           code of the language to speak
contact.interpreter        true when an interpreter is needed
contact.wants_person       true when somebody who applies wants to talk to a person
housing.form               as in the rulebook's household
housing.rent               rent of the contract, öre
housing.rooms              whole number
housing.due                day the rent is due
community.persons          persons who share the home in all
member.<id>                ``{"id", "role", "born", "days", "lunch_at_home", "in_school", "living_at_home"}``
income.<id>                ``{"id", "member", "kind", "amount", "paid", "net"}``; amount in öre
incomes, costs, assets     only when the question is not answered, and then unknown
incomes.none               true when no income is confirmed
cost.<id>                  ``{"id", "kind", "amount", "due", "evidence"}``; amount in öre; ``cost.rent`` is the own rent
asset.<id>                 ``{"id", "kind", "amount"}``; amount in öre
assets.none                true when no account and no asset is confirmed
payment.account            ``{"clearing", "number"}`` of the applicant's bank account
self_support.situation     code of the situation
self_support.plan          the citizen's own words
children.needs_flagged     true when the children need something particular
children.needs             the citizen's own words
safety.concern             true when danger is said, or the wish to rather talk about it
=========================  ==========================================================================

A leaf inside a value may be ``{"unknown": reason}``; a fact that is unknown as a whole has ``unknown_reason``.
Ids are those of the answers: ``a`` and ``b`` for the adults, ``k1`` children, ``i1`` incomes, ``u1`` incomes from
abroad, ``c1`` costs, ``b1`` assets.
"""

from collections.abc import Mapping, Sequence

from andrum.applications.domain.household import NOT_ANSWERED
from andrum.applications.domain.questions import JSON, Answer, items_of, text_of

LISTS = (("members", "member"), ("incomes", "income"), ("costs", "cost"), ("assets", "asset"))


def facts_of(
    answers: Mapping[str, Answer], household: Mapping[str, JSON], *, changed: Sequence[str]
) -> dict[str, JSON]:
    """Every fact of an application by name; ``{"unknown": reason}`` where it is not known."""
    facts: dict[str, JSON] = {"application.kind": household["application"], "application.changed": list(changed)}
    for part in ("housing", "community"):
        section = household[part]
        if isinstance(section, Mapping):
            facts |= {f"{part}.{name}": value for name, value in section.items()}
    for key, name in LISTS:
        rows = household[key]
        if isinstance(rows, Mapping):
            facts[key] = rows
        elif isinstance(rows, Sequence):
            facts |= {f"{name}.{text_of(row, 'id')}": dict(row) for row in rows if isinstance(row, Mapping)}
    return facts | _said(answers)


def _said(answers: Mapping[str, Answer]) -> dict[str, JSON]:
    contact, support = answers.get("contact", {}), answers.get("self_support", {})
    needs, talks = answers.get("children_needs", {}), (answers.get("talk", {}), answers.get("talk_b", {}))
    said: dict[str, JSON] = {
        "contact.language": text_of(contact, "language") or _blank(),
        "contact.interpreter": text_of(contact, "interpreter") == "yes",
        "contact.wants_person": any(text_of(talk, "wants_person") == "yes" for talk in talks),
        "housing.due": text_of(answers.get("housing", {}), "due") or _blank(),
        "payment.account": _account(answers.get("payout", {})),
        "self_support.situation": text_of(support, "situation") or _blank(),
        "self_support.plan": text_of(support, "plan") or _blank(),
        "children.needs_flagged": text_of(needs, "has_needs") == "yes",
        "safety.concern": has_safety_concern(answers),
    }
    if text_of(needs, "needs"):
        said["children.needs"] = text_of(needs, "needs")
    for key in ("incomes", "assets"):
        if key in answers:
            said[f"{key}.none"] = not items_of(answers, key)
    return said


def _account(payout: Mapping[str, JSON]) -> dict[str, JSON]:
    if text_of(payout, "how") == "none":
        return {"unknown": "Den sökande har inget bankkonto."}
    clearing, number = text_of(payout, "clearing"), text_of(payout, "number")
    return {"clearing": clearing, "number": number} if clearing and number else _blank()


def has_safety_concern(answers: Mapping[str, Answer]) -> bool:
    """True when anyone who applies says that there is danger, or would rather talk about it."""
    return any(text_of(answers.get(key, {}), "danger") in {"yes", "talk"} for key in ("safety", "safety_b"))


def _blank() -> dict[str, JSON]:
    return {"unknown": NOT_ANSWERED}
