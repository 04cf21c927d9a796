"""What is wrong, in the reader's language. No sentence holds a person's data."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from andrum.statistics.domain.checking import Problem
from andrum.statistics.web.forms import ROLES

WORDS: Final[dict[str, str | Promise]] = {
    "answer_missing": _("Svaret saknas: %(what)s."),
    "answer_unknown": _("Svaret finns inte i listan: %(what)s."),
    "number_wrong": _("Personnumret stämmer inte."),
    "adult_is_child": _("Den sökande eller medsökande är under 18 år."),
    "co_applicant_missing": _("Beräkningen har en medsökande, men ärendet har ingen."),
    "born_missing": _("Födelsedagen saknas för någon i hushållet."),
    "same_person": _("Samma person är både sökande och medsökande."),
    "two_households": _("Personen finns i två hushåll samma månad."),
    "split_unknown": _("Det går inte att se hur mycket som är försörjningsstöd."),
    "wrong_month": _("Hushållet hör till en annan månad."),
    "twice": _("Hushållet finns två gånger."),
    "amount": _("Beloppet är inte större än noll."),
    "total": _("Summan av hushållen är inte summan av besluten."),
    "municipality_code": _("Kommunkoden är påhittad. Skriv kommunens egen i statistikens fil."),
}


def in_words(problem: Problem) -> str:
    """As a sentence."""
    return str(WORDS[problem.code]) % {"what": problem.what}


def about_whom(problem: Problem) -> str:
    """With the role of the one it is about: «Sökande: Försörjningshinder saknas»."""
    said = in_words(problem)
    if problem.code == "answer_missing":
        said = gettext("%(what)s saknas") % {"what": problem.what}
    return f"{ROLES[problem.role]}: {said}" if problem.role else said
