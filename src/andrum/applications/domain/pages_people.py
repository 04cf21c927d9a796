"""The questions about the one who applies and the household."""

from andrum.applications.domain import choices
from andrum.applications.domain.questions import Field, Page
from andrum.kernel.words import marked as _

CONTACT = Page(
    key="contact",
    slug="kontakt",
    title=_("Hur når vi dig?"),
    why=_("Vi ringer eller skriver om något är oklart, så att du inte behöver vänta i onödan."),
    section=_("Kontakt"),
    fields=(
        Field("phone", "phone", _("Telefonnummer"), hint=_("Till exempel 070 123 45 67"), required=False),
        Field("email", "email", _("E-post"), required=False),
        Field("language", "choice", _("Vilket språk vill du tala med oss?"), choices=choices.LANGUAGES),
        Field(
            "other_language",
            "text",
            _("Vilket språk?"),
            shown_when=("language", ("other",)),
        ),
        Field("interpreter", "yes_no", _("Behöver du tolk när vi pratar?"), choices=choices.YES_NO),
    ),
)

CO_APPLICANT = Page(
    key="co_applicant",
    slug="medsokande",
    title=_("Bor du ihop med någon som du är gift eller sambo med?"),
    why=_("Makar och sambor ansöker tillsammans. Den du bor ihop med läser samma ansökan och skriver under själv."),
    section=_("Medsökande"),
    fields=(
        Field("has_partner", "yes_no", _("Bor du med make, maka, registrerad partner eller sambo?"),
              choices=choices.YES_NO),
        Field("personal_number", "personal_number", _("Personnummer för den du bor ihop med"),
              hint=_("Tolv siffror, till exempel 19900101-9802"), shown_when=("has_partner", ("yes",))),
        Field("given_name", "text", _("Förnamn"), shown_when=("has_partner", ("yes",))),
        Field("family_name", "text", _("Efternamn"), shown_when=("has_partner", ("yes",))),
    ),
)  # fmt: skip

CHILDREN = Page(
    key="children",
    slug="barn",
    title=_("Har du barn som bor hos dig, hela tiden eller ibland?"),
    why=_("Barnens ålder, hur många dagar de är hos dig och om de äter lunch hemma påverkar hur mycket pengar ni "
          "behöver."),
    section=_("Barn"),
    is_list=True,
    item_prefix="k",
    none_label=_("Nej, inga barn bor hos mig"),
    add_label=_("Lägg till ett barn"),
    fields=(
        Field("name", "text", _("Barnets förnamn")),
        Field("personal_number", "personal_number", _("Barnets personnummer"),
              hint=_("Tolv siffror. Lämna tomt om barnet inte har fått något än."), required=False),
        Field("born", "day", _("När är barnet fött?"), hint=_("Behövs bara om du inte skrev personnumret."),
              required=False, days="born"),
        Field("lives_here", "choice", _("Hur mycket bor barnet hos dig?"), choices=choices.LIVES_HERE),
        Field("days", "number", _("Hur många dagar i månaden?"), hint=_("Räkna dygn under en vanlig månad."), low=1,
              high=31, shown_when=("lives_here", ("some",))),
        Field("lunch_at_home", "yes_no", _("Äter barnet lunch hemma på vardagar?"),
              hint=_("Svara nej om barnet äter lunch i förskola eller skola fem dagar i veckan."),
              choices=choices.YES_NO),
        Field("in_school", "yes_no", _("Går barnet i skola eller gymnasium?"), choices=choices.YES_NO),
    ),
)  # fmt: skip

OTHERS = Page(
    key="others",
    slug="fler-i-bostaden",
    title=_("Bor det fler vuxna i bostaden?"),
    why=_("Den som delar bostad med andra delar också en del kostnader. Därför behöver vi veta hur många ni är."),
    section=_("Andra i bostaden"),
    fields=(
        Field("has_others", "yes_no", _("Bor någon mer hos dig, som inte är med i ansökan?"),
              hint=_("Till exempel föräldrar, vuxna syskon, vänner eller en hyresgäst."), choices=choices.YES_NO),
        Field("how_many", "number", _("Hur många fler är de?"), low=1, high=20, shown_when=("has_others", ("yes",))),
    ),
)  # fmt: skip

HOUSING = Page(
    key="housing",
    slug="bostad",
    title=_("Hur bor du?"),
    why=_("Du kan få pengar till en skälig kostnad för att bo. Vi behöver veta vad bostaden kostar."),
    section=_("Bostad"),
    evidence=True,
    fields=(
        Field("form", "choice", _("Hur bor du?"), choices=choices.HOUSING_FORMS),
        Field("rent", "money", _("Vad kostar bostaden i månaden?"),
              hint=_("Hela hyran eller avgiften, i kronor. Lämna tomt om du inte vet."), required=False,
              shown_when=("form", ("rented", "owned", "lodger", "other")),
              blank_means=_("Den sökande har inte sagt vad bostaden kostar.")),
        Field("rooms", "number", _("Hur många rum har bostaden, utom köket?"), required=False, low=1, high=30,
              shown_when=("form", ("rented", "owned", "lodger", "other")),
              blank_means=_("Den sökande har inte sagt hur många rum bostaden har.")),
        Field("due", "day", _("När ska hyran betalas?"), required=False,
              shown_when=("form", ("rented", "owned", "lodger", "other"))),
        Field("shares_rent", "yes_no", _("Betalar någon annan en del av hyran?"), choices=choices.YES_NO,
              shown_when=("form", ("rented", "owned", "lodger", "other"))),
        Field("others_pay", "money", _("Hur mycket betalar den andra i månaden?"), required=False,
              shown_when=("shares_rent", ("yes",)),
              blank_means=_("Den sökande har inte sagt hur mycket av hyran som någon annan betalar.")),
    ),
)  # fmt: skip

CHILDREN_NEEDS = Page(
    key="children_needs",
    carries=False,
    slug="barnens-behov",
    title=_("Behöver barnen något särskilt?"),
    why=_("Barn har egna behov. Det kan vara till exempel vinterkläder, en fritidsaktivitet eller något för skolan. "
          "En handläggare läser alltid det du skriver här."),
    section=_("Barnens behov"),
    fields=(
        Field("has_needs", "yes_no", _("Finns det något barnen behöver som vi ska veta om?"), choices=choices.YES_NO),
        Field("needs", "long_text", _("Berätta kort"), shown_when=("has_needs", ("yes",))),
    ),
)  # fmt: skip

SAFETY = Page(
    key="safety",
    carries=False,
    slug="trygghet",
    title=_("Är du eller något barn i fara eller hotad?"),
    why=_("Vi frågar alla. Svarar du ja pratar en handläggare med dig, på ett sätt som är tryggt för dig. "
          "Svaret visas bara för dig och för oss, inte för den du ansöker med."),
    section=_("Trygghet"),
    gentle=True,
    fields=(
        Field("danger", "choice", _("Är du eller något barn i fara eller hotad?"), choices=choices.DANGER),
        Field("safe_contact", "long_text", _("Hur och när kan vi nå dig utan risk?"), required=False,
              shown_when=("danger", ("yes", "talk"))),
    ),
)  # fmt: skip

TALK = Page(
    key="talk",
    carries=False,
    slug="prata",
    title=_("Vill du prata med en människa?"),
    why=_("Du kan alltid prata med en handläggare. Det gör inte att du får ett sämre beslut."),
    section=_("Prata med oss"),
    fields=(
        Field("wants_person", "yes_no", _("Vill du att en handläggare hör av sig?"), choices=choices.YES_NO),
        Field("about", "long_text", _("Vad vill du prata om?"), required=False,
              shown_when=("wants_person", ("yes",))),
    ),
)  # fmt: skip
