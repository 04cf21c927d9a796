"""How a thing is said: asked, denied, supposed, reported, past and over, in jest, or about somebody else's family.

The words are looked for in a clause and, where it matters, in the sentence around it. A flag is a sign, not a proof:
the flags guard what the models find, and are among what the models see.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

PATTERNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        for name, words in {
            "negated": r"inte|inget|inga|ingen|aldrig|ej|icke|knappt|varken|ingenting|utan att|int|itte|nä|nej",
            "never": r"aldrig|har inte|inte en enda|inte en gång|inte ett enda|inget sånt|inga såna|ingen av|inte alls|"
            r"inte ens|inte nån|inte något|inte nåt|inte någon",
            "supposed": r"om (?:jag|han|hon|du|vi|de|dom|det|man|ni|nån|någon|inte)\b.*\b(?:skulle|kunde|hade|blev|vore|"
            r"fick|ville|kom|började|slutade)|(?:tänk|ifall|även|bara) om|skulle (?:kunna|nog|väl|bli|ha|det)|"
            r"hade (?:jag|han|hon|vi|det|de|dom|man) \w+[dt]|i värsta fall|vem vet|risken är|jag är rädd att|tänk om|"
            r"säg att|anta att|ponera|ifall|förutsatt att|så länge som|vore det",
            "condition": r"om|ifall|bara|såvida|förutsatt",
            "would": r"skulle|hade|vore|kunde|borde",
            "over": r"förr(?:a)?|förut|tidigare|på den tiden|när (?:jag|han|hon) var (?:liten|ung|yngre|barn|tonåring)|"
            r"slutade|slutat|inte längre|numera|det är över|över nu|gick över|släppte|är (?:borta|löst|läkt|klart|"
            r"betald|betalt|avskriven)|det var då|innan (?:dess|jag|vi)|(?:för )?(?:\w+ )?år sen|år sedan|länge sen|"
            r"länge sedan|som barn|i sjuan|i åttan|i nian|en gång i tiden|på (?:åtti|nitti|sjutti)\w*",
            "other_family": r"grann\w*|kusin\w*|kompis\w*|polare|kollega\w*|arbetskamrat\w*|väninna\w*|bekant\w*|"
            r"en (?:kille|tjej|unge|gubbe|tant|kvinna|man) (?:på|i|som)|hos dom|deras (?:mamma|pappa|barn|son|dotter)|"
            r"klasskamrat\w*|svägerska\w*|serien|filmen|på tv|i tidningen|på nyheterna|läste om|hörde om|folk|andra barn",
            "figure": r"dör av|dog av|dö av|ihjäl|slå ihjäl|strypa|strypt|mörda|mördat|galen|tokig|knäpp|som en \w+|"
            r"som ett \w+|rena \w+|värsta|världens|skämt\w*|skojar|skojade|haha|höll på att (?:dö|avlida|smälla|svimma)|"
            r"kunnat (?:döda|bita|skjuta|kasta|slå)|håret av mig|sjunka genom|svär|som i en film|spöke\w*|zombie|"
            r"till månen|på skoj|på låtsas",
            "reported": r"(?:säger|sa|sade|sagt|tycker|tyckte|berättar|berättade|berättat|skrev|skriver|skrivit|menar|"
            r"menade|påstår|påstod|ringde och)(?: (?:\w+))?(?: att)?|enligt|tydligen|hörde av|dom säger|de säger|lär ha",
            "unsure": r"kanske|tror|nog|väl|antagligen|typ|ungefär|vet inte|möjligen|osäker|verkar|känns som",
            "dismissed": r"påstår|påstod|ljuger|ljög|hittar på|hittade på|stämmer inte|inte sant|struntprat|det är fel|"
            r"det är lögn|det är inte så|så är det inte|missförstått|överdriver",
            "wish": r"(?:jag|vi) (?:vill|önskar|hoppas|tycker|skulle vilja|vill inte|behöver|längtar|tänker inte)|"
            r"helst|önskan|det bästa vore|bara jag får|jag har sagt",
            "promise": r"(?:jag|vi|du|ni|han|hon|\w+) (?:ringer|bokar|skickar|skriver|mejlar|kontaktar|kollar|frågar|"
            r"ordnar|fixar|kommer|går|hör av|tar (?:med|upp|kontakt)|följer|lämnar|ansöker|pratar|återkommer|beställer|"
            r"betalar|hämtar|lovar|gör)|då (?:säger|gör|ringer|bokar|tar|ses|kör|börjar|går|skriver) (?:vi|jag)|"
            r"vi ses|bestämmer vi|kommer överens|senast|det lovar",
            "when": r"(?:på |i |till |före |innan |senast )?(?:måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|torsdan|"
            r"måndan|tisdan|onsdan|fredan|lördan|söndan|måndagar|torsdagar)\w*|i morgon|imorgon|i dag|idag|i kväll|"
            r"ikväll|nästa (?:vecka|gång|månad|torsdag|måndag|tisdag|onsdag|fredag)|den här veckan|om (?:en|två|tre|fyra) "
            r"veck\w+|klockan \w+|i eftermiddag|före jul|efter lunch|den (?:första|femte|\w+nde|\w+tonde)",
            "future": r"ska|kommer att|tänker|snart|nästa|i morgon|imorgon|till (?:hösten|våren|sommaren|vintern|jul)",
            "past_verb": r"\w+(?:ade|dde|rde|lde|nde|kte|pte|ste)|var|fick|gick|kom|tog|slog|sa|drack|blev|gav|såg|låg|"
            r"satt|hade|sov|stod|drog|skrek|grät",
            "habit": r"alltid|varje|brukar|jämt|ofta|ibland|aldrig|dag(?:en|ar|arna)?|natt|kväll\w*|morg\w+|helg\w*|"
            r"vecka\w*|fortfarande|nu|just nu|hela tiden|numera",
            "only_no": r"(?:nej|nä|nää|näe|nope|inte alls|aldrig|absolut inte|icke)(?:[\s,.!]+(?:nej|nä|det|har|inte|aldrig|"
            r"gör|är|jag|han|hon|vi|dom|då|absolut|alls))*",
            "only_yes": r"(?:ja|jo|jaa|mm|jepp|japp|precis|exakt|det stämmer|joo|jadå|jovisst|absolut)(?:[\s,.!]+(?:ja|jo|"
            r"det|gör|är|jag|han|hon|vi|dom|har|så|precis|stämmer|mm|då|absolut|visst))*",
            "first": r"jag|mig|min|mitt|mina|ja",
            "he": r"han|honom|hans|pappa\w*|farsan|killen|grabben|sonen|pojken|brorsan|maken|mannen|sambon",
            "she": r"hon|henne|hennes|mamma\w*|morsan|tjejen|dottern|flickan|syrran|syster\w*|frun|hustrun",
            "we": r"vi|oss|vår|vårt|våra",
            "they": r"dom|de|dem|deras|barnen|ungarna|tvillingarna|syskonen",
            "you": r"du|dig|din|ditt|dina|ni|er",
            "grandparent": r"mormor\w*|farmor\w*|morfar\w*|farfar\w*|moster\w*|faster\w*|morbror\w*|farbror\w*",
            "school": r"skola\w*|fröken|lärare\w*|mentor\w*|förskola\w*|dagis|rektor\w*|fritids\w*|läx\w+|lektion\w*",
            "number": r"\d+\w*|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w*hundra\w*|\w*tusen\w*",
        }.items()
    }
)
NAMES = tuple(PATTERNS)


def flags(clause: str) -> frozenset[str]:
    """The signs that a clause carries."""
    found = {name for name, pattern in PATTERNS.items() if pattern.search(clause)}
    for name in ("only_no", "only_yes"):
        if name in found and not PATTERNS[name].fullmatch(clause.strip(" .,!?")):
            found.discard(name)
    if clause.rstrip().endswith("?"):
        found.add("question")
    return frozenset(found)


FLAGS = (*NAMES, "question")
