"""What was said in the made-up investigations: four conversations about Leo, two with Astrid. Nobody of them exists."""
# ruff: noqa: E501 - one turn a line, however long somebody talks

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """A turn: who, the words, and how a worker has sorted them.

    ``sort`` is an area with ``+`` or ``-`` after it, ``vill`` for an own view, ``lova`` for an agreement, or empty.
    ``quote`` is the part that becomes the line; all of it when left out. ``more`` is factor, status, time or position.
    """

    who: str
    text: str
    sort: str = ""
    quote: str = ""
    more: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: how many days ago it was, where, who was there, and what was said."""

    days_ago: int
    setting: str
    persons: tuple[tuple[str, str, str], ...]
    said: tuple[Said, ...]


WORKER = ("S", "socialsekreterare", "Cilla Berg")
SARA, PER, LEO = ("M", "mamma", "Sara Sundin"), ("P", "pappa", "Per Åkerman"), ("B", "barn", "Leo Sundin")
MENTOR = ("L", "lärare", "Karin Holmgren")
SLEEP = {"factor": "halsa.r5"}

LEOS = (
    Talk(38, "Hembesök hos Leo och Sara", (SARA, WORKER), (
        Said("S", "Vi är här för att skolan har hört av sig. Hur har ni det just nu?"),
        Said("M", "Jo men, det är väl ganska tungt ska jag säga. Jag jobbar kväll fyra dagar i veckan, och då är Leo själv med lillasyster tills halv elva.", "sakerhet-", "då är Leo själv med lillasyster tills halv elva"),
        Said("M", "Han lagar makaroner åt henne och lägger henne, han är jätteduktig med det.", "familjesituation-", "Han lagar makaroner åt henne och lägger henne"),
        Said("S", "Hur sover han?"),
        Said("M", "Han kommer inte till ro, han ligger vaken och väntar på mig. Sen orkar han inte upp.", "halsa-", "han ligger vaken och väntar på mig", SLEEP),
        Said("M", "Mormor bor två trappor ner, hon tar dem på helgerna och ibland mitt i veckan.", "natverk_integrering+"),
        Said("M", "Tandläkaren har vi skött hela tiden, det är jag noga med.", "halsa+"),
        Said("M", "Pengarna är slut den tjugonde, så är det varje månad.", "boende_arbete_ekonomi-"),
        Said("S", "Händer det att någon blir arg så att det blir farligt?"),
        Said("M", "Nej, aldrig. Vi höjer rösten men ingen slår någon här.", "sakerhet+", "ingen slår någon här", {"status": "förnekat"}),
        Said("M", "Jag skulle vilja ha hjälp så att jag kan byta till dagtid.", "vill"),
        Said("M", "Jag frågar chefen på torsdag om jag kan få ett annat schema.", "lova"),
    )),
    Talk(30, "Samtal med Leo i skolan", (LEO, WORKER), (
        Said("S", "Du bestämmer själv vad du vill berätta. Hur är det i skolan?"),
        Said("B", "Det är bra på rasterna, jag och Milo spelar fotboll varje dag.", "sociala_relationer+", "jag och Milo spelar fotboll varje dag"),
        Said("B", "Men första timmen missar jag ofta för jag orkar inte upp.", "utbildning-", "första timmen missar jag ofta"),
        Said("B", "Jag sover inte förrän mamma kommer hem. Jag lyssnar efter dörren.", "halsa-", "Jag sover inte förrän mamma kommer hem", SLEEP),
        Said("B", "Ibland är jag rädd när det är någon i trappan och det bara är vi.", "sakerhet-", "Ibland är jag rädd när det är någon i trappan och det bara är vi", {"is_safety": "1"}),
        Said("B", "När Tuva gråter så vet jag hur man gör, jag sjunger för henne.", "kanslor_beteende+", "När Tuva gråter så vet jag hur man gör"),
        Said("B", "Jag vill att mamma är hemma på kvällen. Och jag vill fortsätta på fotbollen.", "vill"),
        Said("B", "Med pappa är det lugnt, men det är så långt dit.", "familjesituation+", "Med pappa är det lugnt"),
    )),
    Talk(21, "Samtal med Per på kontoret", (PER, WORKER), (
        Said("S", "Hur ser du på hur Leo har det?"),
        Said("P", "Han sover inte dåligt. Hos mig somnar han klockan nio.", "halsa+", "Han sover inte dåligt", SLEEP | {"status": "förnekat", "polarity": "risk"}),
        Said("P", "Jag har dem varannan helg, det har jag aldrig missat.", "familjesituation+", "Jag har dem varannan helg"),
        Said("P", "Jag hjälper honom med läxorna på telefon på söndagarna.", "stimulans_vagledning+"),
        Said("P", "Sara och jag pratar inte så bra. Det blir sms och så blir det fel.", "familjesituation-", "Sara och jag pratar inte så bra", {"position": "adds", "words": "Det har blivit bättre sedan i somras."}),
        Said("P", "Jag har gått ner i arbetstid en gång, det går att göra igen.", "boende_arbete_ekonomi+", "det går att göra igen"),
        Said("P", "Jag vill ha honom mer i veckorna om det går att lösa med resan.", "vill"),
        Said("P", "Jag tar kontakt med skolan om skjutsen innan månaden är slut.", "lova"),
    )),
    Talk(9, "Möte i skolan med mentorn och Sara", (MENTOR, SARA, WORKER), (
        Said("S", "Hur ser det ut nu?"),
        Said("L", "Han har missat elva morgnar på sex veckor, det är mer än i våras.", "utbildning-", "Han har missat elva morgnar på sex veckor"),
        Said("L", "När han är här är han med. Matten ligger han till och med före i.", "utbildning+", "Matten ligger han till och med före i"),
        Said("L", "Han ser trött ut, han har somnat på lektionen två gånger.", "halsa-", "han har somnat på lektionen två gånger"),
        Said("M", "Jag fick bytt schema, jag jobbar bara två kvällar nu.", "familjesituation+", "jag jobbar bara två kvällar nu"),
        Said("M", "Han sover bättre sedan dess. Det var värre förut.", "halsa-", "Det var värre förut", SLEEP | {"time": "tidigare"}),
        Said("M", "Att han är själv med Tuva stämmer inte längre, mormor är där de kvällarna.", "sakerhet+", "mormor är där de kvällarna"),
        Said("L", "Jag ringer dig varje måndag i en månad, Sara.", "lova"),
        Said("M", "Jag vill att det här ska räcka, att vi inte behöver något mer.", "vill"),
    )),
)  # fmt: skip

ASTRID = ("K", "klient", "Astrid Lund")
SON = ("A", "mormor/annan_anhörig", "Mats Lund")
ASTRIDS = (
    Talk(61, "Hembesök hos Astrid", (ASTRID, WORKER), (
        Said("S", "Hur går det hemma?"),
        Said("K", "Jag klär mig själv, det tar sin lilla tid bara.", "personlig_vard+", "Jag klär mig själv"),
        Said("K", "Ut kommer jag inte, trapporna går inte med det här knäet.", "forflyttning-", "trapporna går inte med det här knäet"),
        Said("K", "Duscha vågar jag inte när jag är ensam sedan jag ramlade i våras.", "personlig_vard-", "Duscha vågar jag inte när jag är ensam"),
        Said("K", "Maten lagar jag, men bära hem den går inte.", "hemliv-", "bära hem den går inte"),
        Said("K", "Gerd ringer klockan tio varje dag, det är det bästa på dagen.", "relationer+"),
        Said("K", "Jag vill bo kvar här så länge det går.", "vill"),
    )),
    Talk(54, "Uppföljning med Astrid och hennes son Mats", (ASTRID, SON, WORKER), (
        Said("A", "Jag handlar på lördagarna, det har jag gjort i två år.", "stod_fran_narstaende+", "Jag handlar på lördagarna"),
        Said("A", "Mamma glömmer spisen ibland, det har hänt ett par gånger.", "trygghet-", "Mamma glömmer spisen ibland"),
        Said("K", "Det har hänt en enda gång, och då ringde Gerd.", "trygghet-", "Det har hänt en enda gång", {"position": "adds", "words": "En gång i mars."}),
        Said("K", "Ett larm på armen vill jag ha, men ingen kamera.", "vill"),
        Said("A", "Jag ordnar en spisvakt före jul.", "lova"),
    )),
)  # fmt: skip
