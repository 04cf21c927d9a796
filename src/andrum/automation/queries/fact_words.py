"""Facts of a household in words: what they are called, and what a value says."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andrum.automation.domain.errors import ParameterFileError
from andrum.automation.domain.parameter_files import IncomeCodes, income_codes_for
from andrum.automation.queries.register_words import answer_in_words
from andrum.cases.service import FactInWords, FactView
from andrum.kernel.clock import swedish_day
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month, day_in_words
from andrum.law.service import ASSET_KINDS, COST_KINDS, INCOME_KINDS

Text = str | Promise
_l = gettext_lazy
AMOUNTS = frozenset({"amount", "rent", "surplus_last_month", "earned_earlier_this_year", "gross", "net_amount"})
DAYS = frozenset({"born", "paid", "due", "from", "to", "started"})
COUNTS = frozenset({"rooms", "persons", "days", "months_over_ceiling", "assistance_months_in_row"})
AGENCIES: dict[str, Text] = {
    "AF": _l("Arbetsförmedlingen"), "CSN": _l("CSN"), "FK": _l("Försäkringskassan"),
    "PM": _l("Pensionsmyndigheten"), "SKV": _l("Skatteverket"),
    "SO": _l("A-kassan"), "TNS": _l("Transportstyrelsen"), "MIV": _l("Migrationsverket"),
    "SSBT": _l("SSBTEK"),
}  # fmt: skip
HIDDEN = frozenset({"id", "removed"})
LABELS: dict[str, Text] = {
    "application.kind": _l("Slag av ansökan"), "application.changed": _l("Ändrat sedan förra månaden"),
    "contact.language": _l("Språk"), "contact.interpreter": _l("Tolk behövs"),
    "contact.wants_person": _l("Vill tala med en människa"), "housing.form": _l("Boendeform"),
    "housing.rent": _l("Hyra enligt kontraktet"), "housing.rooms": _l("Antal rum"),
    "housing.due": _l("Hyran ska betalas"), "housing.months_over_ceiling": _l("Månader med för hög hyra"),
    "community.persons": _l("Personer som delar bostad"), "incomes": _l("Inkomster"), "costs": _l("Kostnader"),
    "assets": _l("Tillgångar"), "members": _l("Hushållet"), "incomes.none": _l("Inga inkomster"),
    "assets.none": _l("Inga konton eller tillgångar"), "self_support.situation": _l("Situation"),
    "self_support.plan": _l("Plan för egen försörjning"), "children.needs_flagged": _l("Barnen behöver något särskilt"),
    "children.needs": _l("Vad barnen behöver"), "safety.concern": _l("Oro för säkerheten"),
    "surplus_last_month": _l("Överskott från förra månaden"),
    "payment.account": _l("Konto för utbetalningen"),
}  # fmt: skip
LEAVES: dict[str, Text] = {
    "kind": _l("Slag"), "amount": _l("Belopp"), "paid": _l("Betalades ut"), "due": _l("Ska betalas"),
    "net": _l("Beloppet är efter skatt"), "evidence": _l("Underlag finns"), "born": _l("Född"),
    "days": _l("Dagar i månaden här"), "lunch_at_home": _l("Äter lunch hemma"), "in_school": _l("Går i skolan"),
    "living_at_home": _l("Bor hemma"), "earned_earlier_this_year": _l("Tjänat tidigare i år"), "role": _l("Roll"),
    "member": _l("Vem"), "value": _l("Värde"), "started": _l("Började gälla"),
    "assistance_months_in_row": _l("Månader i följd med försörjningsstöd"), "clearing": _l("Clearingnummer"),
    "number": _l("Kontonummer"),
}  # fmt: skip
CHOICES: dict[str, Text] = {
    "applicant": _l("sökande"), "co_applicant": _l("medsökande"), "child": _l("barn"), "rented": _l("hyresrätt"),
    "owned": _l("bostadsrätt eller hus"), "lodger": _l("inneboende"), "none": _l("ingen egen bostad"),
    "other": _l("annat"), "new": _l("ny ansökan"), "continued": _l("fortsatt ansökan"),
}  # fmt: skip
SAID: dict[str, dict[str, Text]] = {
    "situation": {
        "unemployed": _l("söker arbete"), "working": _l("arbetar, men inkomsten räcker inte"), "sick": _l("är sjuk"),
        "studying": _l("studerar"), "parental_leave": _l("är hemma med barn"),
        "waiting": _l("väntar på annan ersättning"), "own_business": _l("har eget företag"), "other": _l("annat"),
    },
    "language": {"sv": _l("svenska"), "en": _l("engelska")},
    "changed": {
        "co_applicant": _l("vem den sökande bor med"), "children": _l("barnen"), "others": _l("andra i bostaden"),
        "housing": _l("boendet"), "incomes": _l("inkomster"), "incomes_abroad": _l("inkomster från utlandet"),
        "costs": _l("kostnader"), "assets": _l("tillgångar"), "self_support": _l("situation och plan"),
        "contact": _l("kontaktuppgifter"),
    },
}  # fmt: skip
"""Words for what is said and not calculated, by the fact's last part."""
YES_NO: dict[str, tuple[Text, Text]] = {
    "net": (_l("efter skatt"), _l("före skatt")), "evidence": (_l("underlag finns"), _l("underlag saknas")),
    "lunch_at_home": (_l("lunch hemma"), _l("lunch på förskolan")),
    "in_school": (_l("går i skolan"), _l("går inte i skolan")),
    "living_at_home": (_l("bor hemma"), _l("bor inte hemma")),
}  # fmt: skip
DAY_WORDS: dict[str, Text] = {"paid": _l("utbetalt %(day)s"), "due": _l("betalas %(day)s"), "born": _l("född %(day)s")}
KINDS: dict[str, Mapping[str, str]] = {
    "income": {key: kind.words for key, kind in INCOME_KINDS.items()},
    "cost": {key: kind.words for key, kind in COST_KINDS.items()},
    "asset": ASSET_KINDS,
}
NOUNS: dict[str, Text] = {
    "member": _l("Person"), "income": _l("Inkomst"), "cost": _l("Kostnad"), "asset": _l("Tillgång"),
}  # fmt: skip


def kind_words(group: str, kind: object) -> str:
    """The Swedish word of a kind of income, cost or asset; the code itself when it is not known."""
    return KINDS.get(group, {}).get(str(kind), str(kind).replace("_", " "))


def reason_of_unknown(value: object) -> str | None:
    """Why a leaf is not known, or None when it is."""
    if isinstance(value, Mapping) and set(value) == {"unknown"}:
        return str(value["unknown"])
    return None


def title_of(name: str, value: object) -> str:
    """What a fact is about: «Sjukpenning», «Hyra enligt kontraktet», «Barn, född 3 maj 2019»."""
    if name in LABELS:
        return str(LABELS[name])
    group = name.partition(".")[0]
    if isinstance(value, Mapping) and group in KINDS:
        kind = value.get("kind")
        if isinstance(kind, str) and kind:
            return kind_words(group, kind).capitalize()
        return str(NOUNS[group])
    if group == "member" and isinstance(value, Mapping):
        return str(CHOICES.get(str(value.get("role")), NOUNS["member"])).capitalize()
    leaf = name.rpartition(".")[2]
    return str(LABELS.get(leaf) or LEAVES.get(leaf) or name.replace(".", ": ").replace("_", " ").capitalize())


def value_in_words(name: str, value: object, unknown_reason: str = "") -> str:
    """What a source says: amounts in kronor, days in words, what is not known with its reason."""
    if unknown_reason:
        return _("Okänt: %(reason)s") % {"reason": unknown_reason}
    if isinstance(value, Mapping) and value.get("removed"):
        return _("räknas inte med")
    if isinstance(value, Mapping) and reason_of_unknown(value) is None:
        group = name.partition(".")[0]
        parts = [
            leaf_in_words(leaf, part, group)
            for leaf, part in value.items()
            if leaf not in HIDDEN and not (leaf in {"kind", "role", "member"} and group in NOUNS)
        ]
        return ", ".join(part for part in parts if part) or _("inget mer sagt")
    return leaf_in_words(name.rpartition(".")[2], value, name.partition(".")[0])


def leaf_in_words(leaf: str, value: object, group: str) -> str:
    """One value in words."""
    if (why := reason_of_unknown(value)) is not None:
        return _("%(what)s okänt: %(reason)s") % {"what": str(LEAVES.get(leaf, leaf)).lower(), "reason": why}
    if isinstance(value, bool):
        yes, no = YES_NO.get(leaf, (_("ja"), _("nej")))
        return str(yes if value else no)
    if isinstance(value, int):
        return _number(leaf, value)
    if isinstance(value, str):
        return _text(leaf, value, group)
    return _many(leaf, value, group)


def _many(leaf: str, value: object, group: str) -> str:
    if isinstance(value, Mapping):
        return ", ".join(leaf_in_words(str(key), part, group) for key, part in value.items())
    if isinstance(value, Sequence):
        return ", ".join(leaf_in_words(leaf, part, group) for part in value) or _("inget")
    return "" if value is None else str(value)


def _number(leaf: str, value: int) -> str:
    if leaf in AMOUNTS:
        return kronor(value)
    return _("%(n)d dagar i månaden") % {"n": value} if leaf == "days" else str(value)


def _text(leaf: str, value: str, group: str) -> str:
    if leaf in DAYS:
        try:
            words = day_in_words(date.fromisoformat(value))
        except ValueError:
            return value
        return str(DAY_WORDS[leaf]) % {"day": words} if leaf in DAY_WORDS else words
    if leaf in SAID:
        return str(SAID[leaf].get(value, value))
    if leaf == "kind" and group in KINDS:
        return kind_words(group, value)
    return str(CHOICES.get(value, value)) if leaf in {"kind", "role", "form"} else value


def source_of(view: FactView) -> str:
    """Who says it: the applicant, the agency, a document, or the caseworker by name."""
    if view.source == "register":
        code = view.source_detail.partition(":")[0].upper()
        return str(AGENCIES.get(code, view.source_detail)) or _("Register")
    if view.source == "caseworker":
        return view.recorded_by
    return _("Den sökande") if view.source == "citizen" else _("Handling")


def fact_title(view: FactView, names: Mapping[str, str]) -> str:
    """What the fact is about and, where it is one adult's, whose. ``names`` has the members' names by id."""
    if view.name.startswith("register."):
        return _register_title(view, names)
    title = title_of(view.name, view.value)
    value = view.value
    if not isinstance(value, Mapping):
        return title
    whose = str(value.get("id") if view.name.startswith("member.") else value.get("member", ""))
    who = "" if value.get("role") == "child" else names.get(whose, "")
    return f"{title}, {who}" if who else title


def _register_title(view: FactView, names: Mapping[str, str]) -> str:
    _start, whose, agency = (*view.name.split("."), "", "")[:3]
    title = _("Svar från %(who)s") % {"who": str(AGENCIES.get(agency, agency))}
    return f"{title}, {names[whose]}" if whose in names else title


def fact_value(view: FactView) -> str:
    """What a source says of a fact; the answer of an agency as one sentence."""
    value = view.value
    if not view.name.startswith("register.") or not isinstance(value, Mapping) or view.unknown_reason:
        return value_in_words(view.name, value, view.unknown_reason)
    return answer_in_words(view.name.rpartition(".")[2], value, _codes_of(view))


def _codes_of(view: FactView) -> IncomeCodes | None:
    month = Month.parse(view.month) if view.month else Month.of(swedish_day(view.retrieved_at))
    folder = settings.ANDRUM_MUNICIPALITY
    try:
        return income_codes_for(month, Path(folder) if folder else None)
    except ParameterFileError:
        return None


def member_names(values: Iterable[object], *, applicant: str, co_applicant: str) -> dict[str, str]:
    """The members' names by id: the adults by name, a child by its day of birth."""
    names = {}
    for value in values:
        if not isinstance(value, Mapping):
            continue
        role, who = value.get("role"), str(value.get("id", ""))
        if role == "applicant":
            names[who] = applicant
        elif role == "co_applicant":
            names[who] = co_applicant
        elif isinstance(value.get("born"), str):
            names[who] = _("barn fött %(day)s") % {"day": _day(str(value["born"]))}
    return names


def _day(text: str) -> str:
    try:
        return day_in_words(date.fromisoformat(text))
    except ValueError:
        return text


def facts_in_words(
    facts: Mapping[str, list[FactView]], applicant: str, co_applicant: str = ""
) -> dict[int, FactInWords]:
    """Facts in the words of the desk, by their id; an answer that says nothing is left out.

    Args:
        facts: the facts by name, one or more sources each.
        applicant: the applicant's name, said where a fact is about one adult.
        co_applicant: the co-applicant's name, if there is one.
    """
    members = [views[0].value for name, views in facts.items() if name.startswith("member.") and views]
    names = member_names(members, applicant=applicant, co_applicant=co_applicant)
    return {
        view.id: FactInWords(title=fact_title(view, names), value=fact_value(view), source=source_of(view))
        for name, views in facts.items()
        for view in views
        if not (name.endswith(".none") and view.value is False)
    }
