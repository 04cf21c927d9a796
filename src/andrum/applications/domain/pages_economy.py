"""The questions about incomes, costs, assets and the way to an income of one's own."""

from andrum.applications.domain import choices
from andrum.applications.domain.questions import Field, Page
from andrum.kernel.words import marked as _

_AMOUNT_UNKNOWN = _("Den sökande har inte sagt beloppet.")
_PAID_UNKNOWN = _("Den sökande har inte sagt när pengarna kom.")


INCOMES = Page(
    key="incomes",
    slug="inkomster",
    title=_("Vilka inkomster har du haft?"),
    why=_("Inkomsterna dras av när vi räknar ut hur mycket du kan få. Vi jämför med det som myndigheterna säger till "
          "oss, så skriv det du vet."),
    section=_("Inkomster i Sverige"),
    intro=_("Ta med allt som kom in månaden före den du ansöker för, och det du väntar under månaden. Gäller det två "
            "vuxna, ta med bådas."),
    is_list=True,
    item_prefix="i",
    none_label=_("Jag har inte haft några inkomster"),
    add_label=_("Lägg till en inkomst"),
    evidence=True,
    fields=(
        Field("kind", "choice", _("Vad är det för inkomst?"), choices=choices.INCOME_KINDS),
        Field("member", "choice", _("Vem har fått pengarna?"), choices=choices.WHO),
        Field("amount", "money", _("Hur mycket kom in på kontot?"),
              hint=_("Beloppet efter skatt, till exempel 8 500. Lämna tomt om du inte vet."), required=False,
              blank_means=_AMOUNT_UNKNOWN),
        Field("paid", "day", _("Vilken dag kom pengarna?"), required=False, blank_means=_PAID_UNKNOWN),
    ),
)  # fmt: skip

INCOMES_ABROAD = Page(
    key="incomes_abroad",
    slug="inkomster-utomlands",
    title=_("Har du haft inkomster från ett annat land?"),
    why=_("Inkomster från andra länder räknas också. De finns inte i de svenska registren, därför frågar vi särskilt."),
    section=_("Inkomster från andra länder"),
    is_list=True,
    item_prefix="u",
    none_label=_("Nej, inga inkomster från andra länder"),
    add_label=_("Lägg till en inkomst från ett annat land"),
    evidence=True,
    fields=(
        Field("country", "text", _("Vilket land?")),
        Field("what", "text", _("Vad är det för inkomst?")),
        Field("member", "choice", _("Vem har fått pengarna?"), choices=choices.WHO),
        Field("amount", "money", _("Hur mycket är det i svenska kronor?"), hint=_("Lämna tomt om du inte vet."),
              required=False, blank_means=_AMOUNT_UNKNOWN),
        Field("paid", "day", _("Vilken dag kom pengarna?"), required=False, blank_means=_PAID_UNKNOWN),
    ),
)  # fmt: skip

COSTS = Page(
    key="costs",
    slug="kostnader",
    title=_("Vilka kostnader söker du för?"),
    why=_("Mat, kläder, hygien och fritid ingår redan i riksnormen. Hyran har du redan svarat på. Här lägger du till "
          "det som ska betalas utöver det, med en räkning eller ett kvitto."),
    section=_("Kostnader"),
    is_list=True,
    item_prefix="c",
    none_label=_("Jag söker inte för några andra kostnader"),
    add_label=_("Lägg till en kostnad"),
    evidence=True,
    fields=(
        Field("kind", "choice", _("Vad är det för kostnad?"), choices=choices.COST_KINDS),
        Field("what", "text", _("Vad gäller det?"), shown_when=("kind", ("other",))),
        Field("amount", "money", _("Hur mycket ska betalas?"), hint=_("I kronor, till exempel 350,50."),
              required=False, blank_means=_AMOUNT_UNKNOWN),
        Field("due", "day", _("När ska det betalas?"), required=False),
    ),
)  # fmt: skip

ASSETS = Page(
    key="assets",
    slug="konton-och-tillgangar",
    title=_("Vilka bankkonton och tillgångar har du?"),
    why=_("Egna pengar används i första hand. Vi behöver veta vad som finns på alla konton, även om det är noll."),
    section=_("Konton och tillgångar"),
    is_list=True,
    item_prefix="b",
    none_label=_("Jag har inga konton och inga tillgångar"),
    add_label=_("Lägg till ett konto eller en tillgång"),
    evidence=True,
    fields=(
        Field("kind", "choice", _("Vad är det?"), choices=choices.ASSET_KINDS),
        Field("what", "text", _("Vilken bank, eller vad är det?"), hint=_("Skriv inte hela kontonumret."),
              required=False),
        Field("member", "choice", _("Vem äger det?"), choices=choices.WHO),
        Field("amount", "money", _("Vad finns på kontot, eller vad är det värt?"),
              hint=_("Skriv 0 om kontot är tomt. Lämna tomt om du inte vet."), required=False,
              blank_means=_AMOUNT_UNKNOWN),
    ),
)  # fmt: skip

PAYOUT = Page(
    key="payout",
    slug="utbetalning",
    title=_("Vart ska pengarna betalas ut?"),
    why=_("Får du bistånd sätter vi in pengarna på ditt konto. Byter du konto kontrollerar en handläggare det först."),
    section=_("Utbetalning"),
    fields=(
        Field("how", "choice", _("Vart ska pengarna betalas ut?"), choices=choices.PAYOUTS),
        Field("clearing", "text", _("Clearingnummer"), hint=_("Fyra eller fem siffror, till exempel 6000."),
              shown_when=("how", ("bank",))),
        Field("number", "text", _("Kontonummer"), hint=_("5 till 12 siffror, utan clearingnumret."),
              shown_when=("how", ("bank",))),
        Field("is_checked", "yes_no", _("Har du jämfört numren med bankens uppgifter, och är de rätt?"),
              hint=_("Vi frågar för att banker ibland har kontonummer som inte följer deras egna regler."),
              choices=choices.YES_NO, required=False, shown_when=("how", ("bank",)), on_doubt=True),
    ),
)  # fmt: skip

SELF_SUPPORT = Page(
    key="self_support",
    carries=False,
    slug="egen-forsorjning",
    title=_("Vad gör du för att klara din egen försörjning?"),
    why=_("Den som kan arbeta ska söka arbete eller delta i insatser. Är du sjuk eller har andra hinder vill vi veta "
          "det, så att vi kan hjälpa till på rätt sätt."),
    section=_("Arbete och planering"),
    evidence=True,
    fields=(
        Field("situation", "choice", _("Vad stämmer bäst på dig?"), choices=choices.SITUATIONS),
        Field("plan", "long_text", _("Vad har du gjort den senaste månaden och vad är nästa steg?"),
              hint=_("Till exempel jobb du har sökt, möten hos Arbetsförmedlingen, kurser eller läkarbesök.")),
    ),
)  # fmt: skip
