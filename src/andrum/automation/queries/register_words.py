"""What an agency answered about one person, as one sentence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from andrum.automation.domain.parameter_files import IncomeCodes
from andrum.automation.domain.register_answers import AGENCY_WORDS
from andrum.kernel.money import kronor
from andrum.kernel.periods import day_in_words

Answer = Mapping[str, object]
NOTHING: dict[str, str | Promise] = {
    "TNS": gettext_lazy("inget fordon"), "MIV": gettext_lazy("inget tillstånd"),
    "SKV": gettext_lazy("ingen inkomst av kapital"),
}  # fmt: skip


def answer_in_words(agency: str, answer: Answer, codes: IncomeCodes | None) -> str:
    """Everything the answer says: payments with their day, decisions, vehicles, permits, whether one seeks work.

    Args:
        agency: who answered, as ``FK``.
        answer: the answer as it is kept. Amounts in öre.
        codes: the names of the payments; without it a payment is called what the register calls it.
    """
    parts = [*_job_seeker(answer), *_capital(answer), *_vehicles(answer), *_permits(answer)]
    for name, row in _answers(agency, answer):
        parts += [_payment(payment, codes) for payment in _maps(row.get("payments"))]
        parts += [_("preliminärt %(what)s") % {"what": _payment(it, codes)} for it in _maps(row.get("preliminary"))]
        parts += _decisions(row)
        if row.get("state", "OK") != "OK":
            parts.append(_("%(who)s kunde inte svara") % {"who": AGENCY_WORDS.get(name, name)})
    return "; ".join(parts) or str(NOTHING.get(agency) or _("inga utbetalningar"))


def _maps(rows: object) -> list[Answer]:
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, Sequence) else []


def _answers(agency: str, answer: Answer) -> Iterator[tuple[str, Answer]]:
    """The agency's own answer, and those that it gives for others."""
    yield agency, answer
    for row in _maps(answer.get("suppliers")):
        yield str(row.get("name", "")), row


def _payment(row: Answer, codes: IncomeCodes | None) -> str:
    payer, code, amount = str(row.get("payer", "")), str(row.get("code", "")), row.get("net_ore")
    known = codes.find(payer, code) if codes else None
    return _("%(what)s %(amount)s, utbetalt %(day)s") % {
        "what": known.words if known else code or _("utbetalning"),
        "amount": kronor(amount) if isinstance(amount, int) else _("okänt belopp"),
        "day": _day(row.get("paid")),
    }  # fmt: skip


def _day(text: object) -> str:
    try:
        return day_in_words(date.fromisoformat(str(text)))
    except ValueError:
        return _("okänd dag")


def _decisions(row: Answer) -> list[str]:
    decided, claims = len(_maps(row.get("decisions"))), len(_maps(row.get("claims")))
    said = [ngettext("%(n)d beslut", "%(n)d beslut", decided) % {"n": decided}] if decided else []
    return said + ([ngettext("%(n)d ärende", "%(n)d ärenden", claims) % {"n": claims}] if claims else [])


def _job_seeker(answer: Answer) -> list[str]:
    if "is_job_seeker" not in answer:
        return []
    return [_("inskriven som arbetssökande") if answer["is_job_seeker"] else _("inte inskriven som arbetssökande")]


def _capital(answer: Answer) -> list[str]:
    year, income, surplus = answer.get("tax_year"), answer.get("income_ore"), answer.get("surplus_ore")
    if not isinstance(income, int) or not isinstance(surplus, int) or not (year or income or surplus):
        return []
    return [
        _("inkomst av kapital %(year)s: %(income)s, överskott %(surplus)s")
        % {"year": year or _("okänt år"), "income": kronor(income), "surplus": kronor(surplus)}
    ]


def _vehicles(answer: Answer) -> list[str]:
    rows = _maps(answer.get("owned"))
    names = [" ".join(str(row[key]) for key in ("make", "trade_name", "year") if row.get(key)) for row in rows]
    return [_("äger %(what)s") % {"what": name or _("ett fordon")} for name in names]


def _permits(answer: Answer) -> list[str]:
    count = len(_maps(answer.get("permits")))
    return [ngettext("%(n)d tillstånd eller ärende", "%(n)d tillstånd eller ärenden", count) % {"n": count}] * (
        count > 0
    )
