"""What the administrative law says of a decision that is tried again: correction, change, appeal. Words and sections.

FL 36 §: an obvious slip may be corrected. 37 §: a wrong decision may be changed, but one in the person's favour to
their harm only on three grounds. 38 §: an obviously wrong one shall be changed, when it is quick, simple and harms
nobody. 39 §: after an appeal only 38 § is left, and nothing when the case is handed over. 45-46 §§: in time or
dismissed, then handed over to the court.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from andrum.automation.domain.duties import Duty, Notice
from andrum.kernel.money import kronor

SHORTEST: Final = 20
"""Letters in a statement that says something."""
SLIP, CHANGE = "slip", "change"
OUTCOMES: Final = ("granted", "partly_granted", "denied")
"""What a decision can be changed to."""
GROUND_IN_LETTER: Final = {
    "reservation": "det framgår av beslutet att det får återkallas",
    "security": "tvingande säkerhetsskäl kräver det",
    "wrong_information": "uppgifterna som vi fick var oriktiga eller vilseledande",
}
HARM_GROUNDS: Final = tuple(GROUND_IN_LETTER)
"""The three grounds of FL 37 § second paragraph: a reservation, security, wrong information by the person."""
PROVISIONS: Final = {SLIP: "36 § förvaltningslagen", CHANGE: "37 § förvaltningslagen"}
AFTER_APPEAL: Final = "38 och 39 §§ förvaltningslagen"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a decision stands: by itself, appealed, handed over to the court, or changed already."""

    is_changed: bool = False
    is_appealed: bool = False
    is_handed_over: bool = False

    @property
    def words(self) -> str:
        """What the law leaves to do, in a sentence."""
        if self.is_changed:
            return "Beslutet är redan ändrat. Öppna det beslut som gäller."
        if self.is_handed_over:
            return (
                "Överklagandet är lämnat till domstolen. Nu kan bara domstolen ändra beslutet (39 § förvaltningslagen)."
            )
        if self.is_appealed:
            return (
                "Beslutet är överklagat. Då får det bara ändras om det är uppenbart felaktigt i något väsentligt, om "
                "det går snabbt och enkelt och inte är till nackdel för någon (38 och 39 §§ förvaltningslagen)."
            )
        return (
            "Ett felaktigt beslut får ändras. Är det uppenbart felaktigt och går det snabbt, enkelt och utan nackdel "
            "för någon ska det ändras (37 och 38 §§ förvaltningslagen)."
        )


@dataclass(frozen=True, slots=True)
class Wish:
    """A change that is asked for. Amounts in öre.

    ``way`` is ``slip`` or ``change``; ``ground`` and ``ground_why`` are for a change to the person's harm; ``obvious``
    says why an appealed decision is obviously wrong; ``because`` why the person need not be told first.
    """

    way: str
    outcome: str
    amount_ore: int
    reasons: str
    before_outcome: str
    before_ore: int
    ground: str = ""
    ground_why: str = ""
    obvious: str = ""
    because: str = ""

    @property
    def is_harm(self) -> bool:
        """True when the person gets less than the decision gave."""
        return self.amount_ore < self.before_ore

    @property
    def is_same(self) -> bool:
        """True when outcome and amount are those of the decision."""
        return (self.outcome, self.amount_ore) == (self.before_outcome, self.before_ore)


def duties_of_change(*, wish: Wish, standing: Standing, sent: Notice | None, today: date) -> Sequence[Duty]:
    """What must be true before the change, in order. ``sent`` is what the person was told since the first decision."""
    return [
        *_of_standing(wish, standing),
        *_of_wish(wish),
        *(_of_harm(wish, sent, today) if wish.is_harm else ()),
    ]


def _of_standing(wish: Wish, standing: Standing) -> list[Duty]:
    closed = standing.is_changed or standing.is_handed_over
    duties = [Duty("open", "39 § förvaltningslagen", standing.words, not closed, "Läs beslutet; ändra det inte.")]
    if standing.is_appealed and wish.way == CHANGE:
        duties += [
            Duty("no_harm", AFTER_APPEAL, "Ett överklagat beslut får inte ändras till nackdel för någon.",
                 not wish.is_harm, "Behåll beslutet och lämna överklagandet till domstolen."),
            Duty("obvious", AFTER_APPEAL, "Ett överklagat beslut får bara ändras om det är uppenbart felaktigt.",
                 len(wish.obvious.strip()) >= SHORTEST, "Skriv vad som är uppenbart fel."),
        ]  # fmt: skip
    return duties


def _of_wish(wish: Wish) -> list[Duty]:
    provision = PROVISIONS.get(wish.way, PROVISIONS[CHANGE])
    return [
        Duty("outcome", provision, "Ett beslut ändras till bifall, delvis bifall eller avslag.",
             wish.way in PROVISIONS and wish.outcome in OUTCOMES, "Välj ett av dem."),
        Duty("different", provision, "Utfall och belopp är desamma som i beslutet.", not wish.is_same,
             "Behåll beslutet i stället, och svara den som har skrivit."),
        Duty("reasons", "32 § förvaltningslagen", "Ändringen ska ha en klargörande motivering.",
             len(wish.reasons.strip()) >= SHORTEST, "Skriv vad som var fel och vad som gäller nu."),
    ]  # fmt: skip


def _of_harm(wish: Wish, sent: Notice | None, today: date) -> list[Duty]:
    duties = []
    if wish.way == CHANGE:
        stated = wish.ground in HARM_GROUNDS and len(wish.ground_why.strip()) >= SHORTEST
        duties.append(
            Duty("ground", "37 § andra stycket förvaltningslagen",
                 "Ett gynnande beslut får ändras till personens nackdel bara på tre grunder.", stated,
                 "Välj grunden och skriv vad den bygger på. Finns ingen av dem ska beslutet stå kvar.")
        )  # fmt: skip
    told = sent is not None or len(wish.because.strip()) >= SHORTEST
    waited = sent is None or sent.answered_at is not None or sent.answer_by < today
    duties += [
        Duty("communication", "25 § förvaltningslagen",
             "Personen ska få veta vad ändringen bygger på och kunna svara innan den görs.", told,
             "Skicka en underrättelse, eller skriv varför den är uppenbart obehövlig."),
        Duty("answer", "25 § förvaltningslagen", "Personen har fortfarande tid att svara på underrättelsen.", waited,
             "Vänta på svaret eller på att tiden går ut."),
    ]  # fmt: skip
    return duties


def reasons_in_letter(*, wish: Wish, day_words: str, ordered_ore: int, is_appealed: bool) -> str:
    """The reasons as the person reads them: which decision is changed, by which section, why, and what is paid now.

    Args:
        wish: The change.
        day_words: The day of the decision that is changed, «2 november 2026».
        ordered_ore: Öre already ordered or paid for the month.
        is_appealed: True when the decision that is changed is appealed.
    """
    verb = "rättar" if wish.way == SLIP else "ändrar"
    provision = PROVISIONS[wish.way] if wish.way == SLIP or not is_appealed else AFTER_APPEAL
    parts = [f"Det här beslutet {verb} beslutet från den {day_words} ({provision}).", wish.reasons.strip()]
    if wish.is_harm and wish.way == CHANGE:
        parts.append(
            f"Beslutet får ändras till din nackdel eftersom {GROUND_IN_LETTER[wish.ground]}. {wish.ground_why.strip()}"
        )
    parts.append(money_words(amount_ore=wish.amount_ore, ordered_ore=ordered_ore))
    if is_appealed:
        parts.append(
            "Du har överklagat det tidigare beslutet. Ditt överklagande anses gälla även det här beslutet (46 §)."
        )
    return "\n\n".join(part for part in parts if part)


def money_words(*, amount_ore: int, ordered_ore: int) -> str:
    """What is paid now, in a sentence; that nothing is demanded back when the month has been paid more."""
    left = amount_ore - ordered_ore
    if not ordered_ore:
        return ""
    paid = f"{kronor(ordered_ore)} är redan utbetalt eller beställt för månaden."
    if left > 0:
        return f"{paid} Nu betalas skillnaden, {kronor(left)}."
    if left == 0:
        return "Pengarna för månaden är redan utbetalda eller beställda. Inget mer betalas."
    return (
        f"{paid} Det här beslutet kräver inte tillbaka något. "
        "Skulle det bli fråga om återbetalning prövas det för sig, och du får veta det först."
    )


def lateness(*, received: date, last_day: date | None) -> str:
    """``in_time``, ``late``, or ``unknown`` where the day of delivery is not known: then nothing can be called late."""
    if last_day is None:
        return "unknown"
    return "in_time" if received <= last_day else "late"


def dismissal_reasons(*, reasons: str, received: str, last_day: str) -> str:
    """Why the appeal is dismissed (FL 45 §), as the person reads it. Days in words."""
    return (
        f"Vi avvisar ditt överklagande, det vill säga prövar det inte, för att det kom för sent (45 § "
        f"förvaltningslagen). Det kom den {received}. Sista dagen var den {last_day}.\n\n{reasons.strip()}\n\n"
        "Du kan överklaga det här beslutet, att vi avvisar ditt överklagande."
    )
