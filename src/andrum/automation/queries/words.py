"""What the automation wrote down, as sentences for the one who reads."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from andrum.automation.models import MandateState, RunState, StepName
from andrum.kernel.money import kronor
from andrum.law.service import Span, amount_in_words

Text = str | Promise
NO_END = 10**16
KINDS: dict[str, Text] = {"continued": _("Fortsatta ansökningar"), "new": _("Nya ansökningar"), "all": _("Tillsammans")}
SHORT_REASONS: dict[str, Text] = {
    "protected_identity": _("skyddade personuppgifter"), "safety_concern": _("oro för säkerheten"),
    "children_needs": _("barnens behov"), "person_wanted": _("den sökande vill tala med någon"),
    "already_decided": _("redan beslutat"), "new_application": _("ny ansökan"),
    "no_earlier_decision": _("inget tidigare beslut"), "household_changed": _("ändrat hushåll"),
    "housing_changed": _("ändrat boende"), "refusal": _("avslag"), "partial_grant": _("delvis bifall"),
    "nothing_to_grant": _("inget att bevilja"), "income_differs": _("inkomst som skiljer sig"),
    "income_changed": _("ändrad inkomst"), "register_missing": _("register som inte svarat"),
    "registers_down": _("register som ligger nere"), "not_asked_for": _("fråga som inte får ställas"),
    "garbled_answer": _("oläsligt registersvar"),
    "unknown_code": _("okänd förmånskod"), "fact_missing": _("uppgift som saknas"),
    "evidence_missing": _("underlag som saknas"), "evidence_check": _("lottad kontroll av underlag"),
    "needs_weighing": _("bedömning behövs"), "large_assets": _("tillgångar"), "capital_income": _("kapitalinkomst"),
    "vehicle_not_said": _("fordon som inte uppgetts"), "not_job_seeker": _("inte inskriven som arbetssökande"),
    "special_rule": _("särskild beräkningsregel"), "caseworker_fact": _("uppgift ändrad av handläggare"),
    "open_question": _("obesvarad fråga"), "parameter_unconfirmed": _("obekräftat belopp i lagen"),
    "parameter_wrong": _("fel i riktlinjerna"), "unread_message": _("oläst meddelande"),
    "withdrawn": _("återtagen ansökan"), "matter_closed": _("avslutat ärende"), "account_changed": _("nytt konto"),
    "month_not_over": _("månaden är inte slut"), "register_correction": _("rättad utbetalning"),
    "payment_expected": _("väntad utbetalning"), "supplement_unanswered": _("komplettering som inte kommit"),
    "not_asked": _("någon som registren inte tillfrågats om"),
    "no_mandate": _("inget mandat"), "mandate_stopped": _("stoppat mandat"), "above_mandate": _("över mandatets gräns"),
}  # fmt: skip
CASE_TYPES: dict[str, Text] = {
    "continued": _("fortsatta ansökningar om ekonomiskt bistånd"),
    "economic_assistance.continued": _("fortsatta ansökningar om ekonomiskt bistånd"),
}
LAW_OUTCOMES: dict[str, Text] = {
    "grant": _("Hushållet har rätt till bistånd."), "deny": _("Hushållet har inte rätt till bistånd."),
    "hand_over": _("Det går inte att avgöra utan en människa."),
}  # fmt: skip
STATE_KINDS = {
    RunState.WAITING: "", RunState.RUNNING: "info", RunState.WAITING_FOR_REGISTER: "waiting",
    RunState.WAITING_FOR_CITIZEN: "waiting", RunState.DECIDED: "done", RunState.HANDED_OVER: "info",
    RunState.FAILED: "stop",
}  # fmt: skip
MANDATE_WORDS: dict[str, tuple[Text, str]] = {
    MandateState.ON: (_("På"), "done"), MandateState.OFF: (MandateState.OFF.label, ""),
    MandateState.STOPPED: (_("Stoppat"), "stop"),
    "coming": (_("Börjar gälla senare"), "waiting"), "over": (_("Har slutat gälla"), ""),
}  # fmt: skip
OUTCOMES: dict[str, Text] = {
    "granted": _("bifall"), "partly_granted": _("delvis bifall"), "denied": _("avslag"), "dismissed": _("avvisning"),
    "written_off": _("avskrivning"),
}  # fmt: skip
STEP_TASKS: dict[str, Text] = {
    StepName.COLLECT: _("Registren tillfrågas om hushållet."),
    StepName.COMPLETE: _("Det kontrolleras att inget saknas."),
    StepName.CROSS_CHECK: _("Det som den sökande säger jämförs med det som registren säger."),
    StepName.ASSESS: _("Hushållet beräknas enligt lagen och kommunens riktlinjer."),
    StepName.DECIDE: _("Ärendet beslutas inom mandatet, eller lämnas till en handläggare."),
    StepName.CARRY_OUT: _("Brev och utbetalning beställs."),
}


def reason_sentence(reason: object) -> str:
    """One reason for the hand-over as a sentence; an unknown code is shown as it is, never hidden."""
    if not isinstance(reason, Mapping):
        return str(reason)
    code = str(reason.get("code", ""))
    return str(reason.get("words") or SHORT_REASONS.get(code) or code)


def said_to_the_applicant(reason: object) -> str:
    """One reason as it is said to the one it is about."""
    asked = reason.get("asked") if isinstance(reason, Mapping) else ""
    return str(asked or reason_sentence(reason))


def reason_sentences(reasons: Iterable[object]) -> list[str]:
    """All reasons as sentences, each once."""
    return list(dict.fromkeys(reason_sentence(reason) for reason in reasons))


def short_reason(code: str) -> str:
    """A reason for a filter: a few words, lower case."""
    return str(SHORT_REASONS.get(code, code.replace("_", " ")))


def case_type_words(case_type: str) -> str:
    """What kind of cases a mandate is for."""
    return str(CASE_TYPES.get(case_type, case_type.replace("_", " ")))


def outcomes_in_words(outcomes: Iterable[str]) -> str:
    """The outcomes that a mandate allows, in words."""
    return ", ".join(str(OUTCOMES.get(outcome, outcome)) for outcome in outcomes)


def questions_for(missing: Iterable[object], reasons: Iterable[object]) -> list[str]:
    """Questions to the applicant, in Swedish, made from what is missing and the evidence that lacks."""
    asked = [
        f"Vi behöver veta: {row['words']}."
        for row in missing
        if isinstance(row, Mapping) and row.get("words") and not str(row.get("path", "")).startswith("parameters.")
    ]
    for reason in reasons:
        code = str(reason.get("code", "")) if isinstance(reason, Mapping) else ""
        if code in {"evidence_missing", "evidence_check"}:
            asked.append(f"Skicka ett underlag. {reason_sentence(reason)}")
        elif code in {"income_differs", "vehicle_not_said"}:
            asked.append(f"Uppgifterna skiljer sig åt. {said_to_the_applicant(reason)} Vad stämmer?")
    return list(dict.fromkeys(asked))


def words_of_amount(amount: object) -> str:
    """Öre, or an interval where something is not known, in words."""
    if isinstance(amount, int) and not isinstance(amount, bool):
        return kronor(amount)
    if isinstance(amount, Span):
        return amount_in_words(amount)
    if isinstance(amount, Mapping):
        low, high = amount.get("low"), amount.get("high")
        low = low if isinstance(low, int) else -NO_END
        high = high if isinstance(high, int) else NO_END
        return amount_in_words(Span(min(low, high), max(low, high)))
    return gettext("okänt")
