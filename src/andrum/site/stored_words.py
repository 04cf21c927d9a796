"""Swedish texts that rooms keep or that pure rooms say, marked here and put in the reader's language where shown."""

import re

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
MONTH = re.compile(rf"\b(?:{MONTHS}) \d{{4}}\b")
VARYING = re.compile(rf"(?:{MONTHS}) \d{{4}}|\d{{1,3}}(?:\u00a0\d{{3}})*(?:,\d\d)?(?:\u00a0kr)?")
"""Months, amounts and numbers: what stands as ``{}`` in a marked text."""


def in_readers_language(text: str) -> str:
    """Return a stored text in the language of the reader; what has no translation stays in Swedish.

    ``Kostnad: hyra`` and ``12 år, hela månaden`` are put together again from their translated parts; the month of a day is
    translated wherever it stands.
    """
    if not text or (get_language() or "sv").startswith("sv"):
        return text
    if (whole := _translated(text)) is not None:
        return whole
    for between in (": ", ", "):
        parts = text.split(between)
        if len(parts) > 1:
            return between.join(in_readers_language(part) for part in parts)
    return MONTH.sub(lambda found: _varying(found[0]), text)


def _translated(text: str) -> str | None:
    for known in (text, text[:1].lower() + text[1:]):
        if (found := gettext(known)) != known:
            return found if known == text else found[:1].upper() + found[1:]
    if "{" in text:
        return None
    pattern = VARYING.sub("{}", text)
    if pattern == text or (found := gettext(pattern)) == pattern:
        return None
    return found.format(*(_varying(match) for match in VARYING.findall(text)))


def _varying(text: str) -> str:
    word, _space, rest = text.partition(" ")
    return f"{gettext(word)} {rest}" if rest else text


STORED = (
    # What the log calls its events.
    _("Roll gavs"),
    _("Roll avslutades"),
    _("Rätt att se skyddade personuppgifter ändrades"),
    _("Inloggning misslyckades"),
    _("Loggade in"),
    _("Loggade ut"),
    _("Nyckel skapades"),
    _("Nyckel återkallades"),
    _("Enhet lades till"),
    _("Användare lades till"),
    _("Användare slogs på eller av"),
    _("Hämtade loggens huvud"),
    _("Läste i loggen"),
    _("Kontrollerade loggens kedja"),
    _("Den sökandes svar antecknades"),
    _("Ett annat system läste körningar"),
    _("Ett överklagande avvisades"),
    _("Ett överklagande lämnades till domstolen"),
    _("Ett yttrande till domstolen skrevs"),
    _("Handlingarna till domstolen togs ut"),
    _("Det prövades om ett överklagande kom i rätt tid"),
    _("Ett förberett ärende beräknades på nytt"),
    _("Den sökande underrättades innan beslut"),
    _("Ett beslut ändrades"),
    _("Ett beslut rättades"),
    _("Ett beslut omprövades och står kvar"),
    _("Ett beslut lästes för omprövning"),
    _("Ett förberett ärende beslutades"),
    _("Ett förberett ärende lästes"),
    _("Ett förberett ärende släpptes"),
    _("Ett förberett ärende togs"),
    _("Hjälp med ett förberett ärende begärdes"),
    _("Ett mandat antecknades"),
    _("Ett mandat slogs av"),
    _("Ett mandat slogs på"),
    _("Ett mandat stoppades"),
    _("En uppgift för en beslutad månad ändrades"),
    _("Registren tillfrågades"),
    _("Automatiken beslutade"),
    _("Automatiken väntar: något gick fel"),
    _("Automatiken lämnade över till en handläggare"),
    _("En körning lästes"),
    _("Ett nytt försök begärdes"),
    _("Automatiken fick en ansökan"),
    _("Automatiken väntar på registren"),
    _("En sökning i att göra-listan gjordes"),
    _("Dagens lottningsfrö publicerades"),
    _("Komplettering begärdes"),
    _("Den enskilde underrättades innan beslutet ändras"),
    _("Utskick gick inte att skicka"),
    _("Brev lämnat till en människa att skicka"),
    _("Brev beställt"),
    _("Brev förhandsgranskat"),
    _("Brev skickat"),
    _("Betalning lämnad till en människa"),
    _("Betalning stoppad"),
    _("Betalfil lämnad till banken för hand"),
    _("Betalfil lämnad till banken"),
    _("Betalfil hämtad"),
    _("Betalfil togs inte emot"),
    _("Betalfil skapad"),
    _("Nytt försök med betalfil begärt"),
    _("Betalfil väntar på banken"),
    _("Betalning beställd"),
    _("Betalning fick ett konto"),
    _("Skickat eller utbetalt för hand"),
    _("Nytt försök begärt"),
    _("Utskick väntar på mottagaren"),
    _("Kontaktuppgifter ändrades"),
    _("Person lades till"),
    _("Skydd ändrades"),
    _("En del av demokommunen lades in"),
    _("Ett jobb som misslyckats kördes igen"),
    # Who acts.
    _("Automatiserad handläggning"),
    # What is to be done, and why something goes by hand.
    _("Läs och svara på meddelandet"),
    _("Ring eller skriv: den sökande vill tala med en människa"),
    _("Ompröva beslutet ({}–{} §§ förvaltningslagen)"),
    _("Pröva om överklagandet kom i rätt tid och lämna över det ({}–{} §§ förvaltningslagen)"),
    _("Granska att ärendet öppnades utanför tilldelning"),
    _("Nya uppgifter skiljer sig från dem som handläggaren har ändrat"),
    _("Fatta beslut om ansökan"),
    _("Ompröva beslutet: kontrollen har bekräftat ett fel"),
    _("Svaret på underrättelsen ska ha kommit"),
    _("Kompletteringen ska ha kommit"),
    _("Hjälp behövs med ett förberett ärende"),
    _("Betala ut {} för hand: kontonummer saknas"),
    _("Skicka beslutet via Skatteverkets förmedlingsuppdrag"),
    _("Skicka beslutet med post"),
    _("Skyddade personuppgifter"),
    _("Brevlådan tog inte emot"),
    _("Kontonummer saknas"),
    # What notes and documents are called.
    _("Rättelse: {}"),
    _("Beslut för {}"),
    _("Automatiskt beslut för {}"),
    _("Ansökan {}"),
    _("Ny ansökan för {}"),
    _("Fortsatt ansökan för {}"),
    # What a calculation calls its lines.
    _("Personliga kostnader, vuxna"),
    _("Personliga kostnader, barn"),
    _("Gemensamma hushållskostnader"),
    _("Riksnorm och kostnader tillsammans"),
    _("Underskott"),
    _("Överskott"),
    _("Skillnad"),
    _("Bistånd"),
    _("Bistånd, avrundat"),
    _("avrundat"),
    _("Inkomst"),
    _("Kostnad"),
    _("Barn"),
    _("Kostnad av okänt slag"),
    _("Kostnad som inte finns i listan"),
    _("Inkomst av okänt slag"),
    _("Överskott från förra månaden"),
    _("ensamstående"),
    _("ensamstående eller sambor"),
    _("sambor eller makar"),
    _("{} person i hushållet"),
    _("{} personer i hushållet"),
    _("{} person av {} personer som delar hushåll"),
    _("{} personer av {} personer som delar hushåll"),
    _("del av {}"),
    _("{} år"),
    _("{}–{} år"),
    _("hela månaden"),
    _("{} av {} dagar"),
    _("{} av {} dagar av {}"),
    _("lunch på förskolan"),
    _("varav {} inte räknas"),
    _("inkomst {}"),
    _("ansökt {}"),
    _("högst {}"),
    # Incomes, costs and assets.
    _("lön"),
    _("sjuklön från arbetsgivaren"),
    _("ersättning från a-kassa"),
    _("aktivitetsstöd"),
    _("utvecklingsersättning"),
    _("etableringsersättning"),
    _("sjukpenning"),
    _("rehabiliteringspenning"),
    _("sjukersättning eller aktivitetsersättning"),
    _("föräldrapenning"),
    _("tillfällig föräldrapenning"),
    _("graviditetspenning"),
    _("barnbidrag"),
    _("flerbarnstillägg"),
    _("underhållsstöd"),
    _("underhållsbidrag"),
    _("bostadsbidrag"),
    _("bostadstillägg"),
    _("barnpension eller efterlevandestöd"),
    _("omvårdnadsbidrag"),
    _("pension"),
    _("äldreförsörjningsstöd"),
    _("livränta"),
    _("studiebidrag"),
    _("studiemedel, bidragsdelen"),
    _("studiemedel, lånedelen"),
    _("skatteåterbäring"),
    _("insättning på konto"),
    _("gåva"),
    _("lån"),
    _("försäljning av tillgångar"),
    _("hyra från inneboende"),
    _("inkomst från utlandet"),
    _("inkomst av eget företag"),
    _("jobbpremie"),
    _("arv"),
    _("ersättning från försäkring"),
    _("annan inkomst"),
    _("handikappersättning"),
    _("merkostnadsersättning"),
    _("omkostnadsersättning"),
    _("tilläggsbidrag från CSN"),
    _("mindre gåva från en hjälporganisation"),
    _("ideellt skadestånd"),
    _("hyra"),
    _("hyra som inneboende"),
    _("hushållsel"),
    _("hemförsäkring"),
    _("arbetsresor"),
    _("medlemskap i fackförening"),
    _("medlemskap i arbetslöshetskassa"),
    _("medicin"),
    _("läkarvård"),
    _("akut tandvård"),
    _("glasögon"),
    _("barnomsorg"),
    _("internet"),
    _("lokala resor"),
    _("umgänge med barn"),
    _("större tandvård"),
    _("flytt"),
    _("möbler och husgeråd"),
    _("utrustning till spädbarn"),
    _("vinterkläder"),
    _("begravning"),
    _("skuld"),
    _("deposition eller förskott på hyra"),
    _("identitetshandling"),
    _("annan kostnad"),
    _("bankkonto"),
    _("kontanter"),
    _("aktier och andra värdepapper"),
    _("fonder"),
    _("bil eller annat fordon"),
    _("fastighet eller bostadsrätt"),
    _("kryptovaluta"),
    # Those who live in the made-up municipality.
    _("Söker tillsammans med Bo; har två barn"),
    _("Söker tillsammans med Alva; ska skriva under"),
    _("Har aldrig sökt; börja en ny ansökan som honom"),
    _("Har inte sökt för den här månaden än; ingenting har ändrats"),
    _("Söker varje månad; inkomsten skiljer sig från registret"),
    _("Söker för första gången"),
    _("Söker varje månad; hyran har gått upp"),
    _("Har ett utkast som inte är klart"),
    _("Har inte sökt än"),
    _("Har skyddade personuppgifter"),
)
