"""What a step of a run came to, as short sentences."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from andrum.automation.models import StepName
from andrum.automation.queries.fact_words import kind_words
from andrum.automation.queries.words import LAW_OUTCOMES, OUTCOMES, reason_sentences, words_of_amount

MOST = 20
AMOUNTS: dict[str, str | Promise] = {
    "norm": gettext_lazy("Riksnorm"), "costs": gettext_lazy("Kostnader"), "incomes": gettext_lazy("Inkomster"),
    "grant": gettext_lazy("Bistånd"),
}  # fmt: skip
VERSIONS: dict[str, str | Promise] = {
    "rulebook": gettext_lazy("Regelbok"), "codes": gettext_lazy("Koder"), "limits": gettext_lazy("Gränser"),
    "other": gettext_lazy("Version"),
}  # fmt: skip


def step_in_words(name: str, result: object) -> list[str]:
    """Sentences about the result; empty when there is nothing more to say than that the step is done."""
    if not isinstance(result, Mapping):
        return []
    reader = _READERS.get(StepName(name)) if name in StepName.values else None
    return reader(result)[:MOST] if reader else []


def versions_in_words(versions: Mapping[str, object]) -> list[tuple[str, str]]:
    """What a step was reckoned with, as pairs of a Swedish word and the version."""
    return [(str(VERSIONS.get(key, VERSIONS["other"])), _version(value)) for key, value in sorted(versions.items())]


def _version(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(part) for part in value)
    return str(value)


def _rows(result: Mapping[str, object], name: str) -> list[object]:
    rows = result.get(name)
    return list(rows) if isinstance(rows, Sequence) and not isinstance(rows, str) else []


def _words(rows: Sequence[object]) -> list[str]:
    return [sentence for sentence in reason_sentences(rows) if sentence]


def _registers(result: Mapping[str, object]) -> list[str]:
    failed, paid, facts = result.get("failed"), _rows(result, "paid"), result.get("facts")
    said = []
    if isinstance(facts, int):
        said.append(
            ngettext("%(n)d uppgift kom från registren.", "%(n)d uppgifter kom från registren.", facts) % {"n": facts}
        )
    said += [
        _("%(what)s: %(amount)s.")
        % {"what": kind_words("income", row.get("kind")).capitalize(), "amount": words_of_amount(row.get("amount"))}
        for row in paid
        if isinstance(row, Mapping)
    ]
    return said + ([str(why) for why in failed.values()] if isinstance(failed, Mapping) else [])


def _complete(result: Mapping[str, object]) -> list[str]:
    return _words(_rows(result, "reasons")) or [_("Inget saknas.")]


def _crossed(result: Mapping[str, object]) -> list[str]:
    return _words(_rows(result, "reasons")) or [_("Uppgifterna stämmer överens.")]


def _assessment(result: Mapping[str, object]) -> list[str]:
    outcome, amounts = str(result.get("outcome", "")), result.get("amounts")
    said = [str(LAW_OUTCOMES[outcome])] if outcome in LAW_OUTCOMES else []
    if not isinstance(amounts, Mapping):
        return said
    return said + [f"{word}: {words_of_amount(amounts[name])}." for name, word in AMOUNTS.items() if name in amounts]


def _decided(result: Mapping[str, object]) -> list[str]:
    if "outcome" in result:
        word = str(OUTCOMES.get(str(result["outcome"]), result["outcome"]))
        return [
            _("Beslut: %(what)s, %(amount)s.") % {"what": word, "amount": words_of_amount(result.get("amount_ore"))}
        ]
    return [_("Lämnat till en handläggare, för:"), *_words(_rows(result, "reasons"))]


def _carried_out(result: Mapping[str, object]) -> list[str]:
    said = [_("Brevet är beställt.")] if result.get("letter") else []
    return [*said, _("Utbetalningen är beställd.")] if result.get("payment") else said


_READERS = {
    StepName.COLLECT: _registers, StepName.COMPLETE: _complete, StepName.CROSS_CHECK: _crossed,
    StepName.ASSESS: _assessment, StepName.DECIDE: _decided, StepName.CARRY_OUT: _carried_out,
}  # fmt: skip
