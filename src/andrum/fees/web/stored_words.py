"""Swedish words that the rulebook and the domain say, marked here and put in the reader's language where shown."""

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

STORED: Final = (
    _("allmän pension"), _("tjänstepension"), _("privat pension"), _("efterlevandepension"),
    _("pension från utlandet"), _("livränta"), _("lön"), _("sjukpenning"),
    _("sjukersättning eller aktivitetsersättning"), _("ersättning från a-kassa"), _("ränta och utdelning"),
    _("hyra eller arrende"), _("bostadstillägg"), _("särskilt bostadstillägg"), _("bostadsbidrag"),
    _("boendetillägg"), _("äldreförsörjningsstöd"), _("vinst vid försäljning"), _("inkomst av eget företag"),
    _("annan inkomst"), _("ensamstående"), _("gift eller registrerad partner"), _("sambo"), _("hyresrätt"),
    _("bostadsrätt"), _("eget hus"), _("inneboende"), _("särskilt boende med hyreskontrakt"),
    _("särskilt boende utan hyreskontrakt"), _("ingen bostadskostnad"), _("annat"), _("sjukhus"), _("bortrest"),
    _("korttidsboende"), _("hemtjänst"), _("städning, tvätt och inköp"), _("personlig omvårdnad"),
    _("trygghetslarm"), _("ledsagning"), _("avlösning i hemmet"), _("dagverksamhet"),
    _("omvårdnad i särskilt boende"), _("hemsjukvård"), _("bostad i särskilt boende"), _("matdistribution"),
    _("måltider"), _("hyra"), _("förbrukningsartiklar"), _("har lämnats"), _("har inte lämnats"),
    _("Inkomster i månaden"), _("Det du alltid ska ha kvar"), _("Boendekostnad"), _("Vad insatserna kostar"),
    _("Make eller sambo"), _("Avgift för hemtjänst och dagverksamhet"), _("Avgift för bostad i särskilt boende"),
    _("Måltider, hyra och annat utanför högsta avgiften"), _("Hushåll"), _("Bor tillsammans"),
    _("Uppgifter om inkomst"), _("bostadens form"), _("hyra eller avgift i månaden"),
    _("hushållsel ingår i hyran"), _("hur många som delar kostnaden"), _("ja"), _("nej"), _("ingen"),
    _("arvode till god man eller förvaltare"), _("fördyrad kost"), _("rehabilitering eller habilitering"),
    _("resor till arbete eller verksamhet"), _("resor för att besöka make eller sambo"), _("barn som bor hemma"),
    _("underhållsbidrag"),
    _("Du har beviljats insatser som kommunen tar ut avgift för."),
    _("Något som påverkar avgiften har ändrats. Då ska kommunen ändra avgiften."),
)  # fmt: skip
"""Everything that the pages may show of what pure rooms say."""


def in_words(text: str) -> str:
    """The text in the reader's language; what has no translation stays in Swedish."""
    return gettext(text)
