"""Two investigations in Älvboda: Leo's under way with four conversations, and Astrid's finished and decided."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from andrum.accounts.service import Role, Unit, User, actor_of, add_membership, create_unit, has_role
from andrum.audit.service import SYSTEM, Actor
from andrum.cases.service import Matter, add_participant, assign, open_matter, write_note
from andrum.conversations.service import (
    Conversation,
    Line,
    PersonPresent,
    change_line,
    decide_line,
    end_conversation,
    keep_text,
    plan_conversation,
    sign_conversation,
    take_position,
)
from andrum.conversations.service import Said as Words
from andrum.conversations.service import add_line as add
from andrum.investigations.actions.placing import place
from andrum.investigations.service import (
    Investigation,
    assess_protection,
    decide_on,
    decide_prescreening,
    finish,
    keep_answer,
    keep_basis,
    open_investigation,
    report_in,
    save_part,
    send_to_party,
)
from andrum.kernel.clock import swedish_day
from andrum.kernel.identity import made_up_number
from andrum.people.service import Person, register_person
from andrum.site.demo.investigation_talks import ASTRIDS, LEOS, Said, Talk

UNIT = ("barn", "Barn och familj")
OLDER_UNIT = ("aldre", "Äldre och stöd hemma")
SINCE = date(2024, 1, 1)
POLARITY = {"+": "skydd", "-": "risk"}


def make(at: datetime) -> None:
    """Both investigations, with everything that was said and written."""
    units = [_unit(named) for named in (UNIT, OLDER_UNIT)]
    cilla = User.objects.get(username="cilla")
    _leo(units[0], cilla, at)
    _astrid(units[1], cilla, at)


def _unit(named: tuple[str, str]) -> Unit:
    code, name = named
    unit = Unit.objects.filter(code=code).first() or create_unit(name=name, code=code, by=SYSTEM, at=_started())
    for username, role in (("cilla", Role.CASEWORKER), ("eva", Role.UNIT_MANAGER)):
        user = User.objects.get(username=username)
        if not has_role(user, role, unit=unit):
            add_membership(user=user, unit=unit, role=role, from_date=SINCE, by=SYSTEM, at=_started())
    return unit


def _started() -> datetime:
    return datetime.fromisoformat("2026-01-02T08:00:00+00:00")


def _person(given: str, family: str, born: date, number: int, at: datetime) -> Person:
    return register_person(
        personal_number=made_up_number(born, number), given_name=given, family_name=family, street="Björkvägen 4",
        postal_code="123 46", city="Älvboda", by=SYSTEM, at=at,
    )  # fmt: skip


def _leo(unit: Unit, user: User, at: datetime) -> None:
    by, began = actor_of(user), at - timedelta(days=47)
    leo = _person("Leo", "Sundin", date(2014, 4, 11), 991, began)
    matter = open_matter(kind="children_and_youth", applicant=leo, unit=unit, by=by, at=began)
    assign(matter=matter, to=user, by=by, at=began)
    for given, family, born, number in (
        ("Sara", "Sundin", date(1988, 9, 3), 992), ("Per", "Åkerman", date(1985, 2, 19), 993),
    ):  # fmt: skip
        person = _person(given, family, born, number, began)
        add_participant(matter=matter, person=person, role="guardian", by=by, at=began)
    found = report_in(
        matter=matter, reported_date=swedish_day(began), by=by, at=began,
        reason="Skolan anmäler att Leo ofta saknas på morgnarna, ser trött ut och tar ansvar för sin lillasyster.",
    )  # fmt: skip
    assess_protection(
        investigation=found, needs_protection=False, day=swedish_day(began), by=by, at=began,
        text="Leo är i skolan i dag och mormor hämtar båda barnen. Inget omedelbart skydd behövs.",
    )  # fmt: skip
    decided = began + timedelta(days=5)
    decide_prescreening(
        investigation=found, begins=True, day=swedish_day(decided), by=by, at=decided,
        text="Uppgifterna gäller tillsyn och ansvar över tid och behöver utredas.",
    )  # fmt: skip
    found.refresh_from_db()
    phone = write_note(
        matter=matter, title="Telefonsamtal med BVC", sign=True, by=by, at=at - timedelta(days=18),
        text="Sjuksköterskan Eva Palm ringde. Tuva följer sitt program och Sara har kommit till varje besök.",
    )  # fmt: skip
    _hold(matter, found, LEOS, user, at)
    place(investigation=found, entry_key=f"note:{phone.pk}", area="grundlaggande_omsorg", by=by, at=at)
    save_part(
        investigation=found, part="purpose", base=0, by=by, at=at - timedelta(days=35),
        text="Behöver Leo stöd eller skydd? Vad behöver ändras för att han ska få sova och komma till skolan?",
    )  # fmt: skip
    save_part(
        investigation=found, part="analysis", base=0, by=by, at=at - timedelta(hours=3),
        text="Flera säger samma sak om sömnen. Per ser det inte hos sig. Sedan Sara bytte schema beskrivs kvällarna "
        "annorlunda; mentorn räknar samtidigt fler missade morgnar.",
    )  # fmt: skip
    sara = next(one.person_id for one in matter.participants.all() if one.person.given_name == "Sara")
    send_to_party(
        investigation=found, person_id=sara, way="by_hand", answer_by=swedish_day(at) + timedelta(days=8), by=by,
        at=at - timedelta(days=6),
        text="Läs underlaget och säg om något är fel eller saknas. Du kan svara skriftligt eller muntligt.",
    )  # fmt: skip


def _astrid(unit: Unit, user: User, at: datetime) -> None:
    by, began = actor_of(user), at - timedelta(days=66)
    astrid = _person("Astrid", "Lund", date(1941, 1, 30), 994, began)
    matter = open_matter(kind="older_people", applicant=astrid, unit=unit, by=by, at=began)
    assign(matter=matter, to=user, by=by, at=began)
    found = open_investigation(
        matter=matter, started_date=swedish_day(began), by=by, at=began,
        reason="Astrid ansöker om hjälp att duscha och om trygghetslarm.",
    )  # fmt: skip
    _hold(matter, found, ASTRIDS, user, at)
    texts = {
        "purpose": "Vilken hjälp behöver Astrid för att kunna bo kvar?",
        "analysis": "Astrid klarar det mesta själv men vågar inte duscha ensam efter fallet i våras. Hon och sonen är "
        "inte överens om hur ofta spisen har glömts på.",
        "assessment": "Astrid behöver stöd vid dusch och att kunna kalla på hjälp. Hon vill inte ha kamera, och det "
        "kan mötas utan.",
        "proposal": "Hjälp vid dusch två gånger i veckan och trygghetslarm. Uppföljning efter tre månader.",
    }
    written = at - timedelta(days=48)
    for part, text in texts.items():
        save_part(investigation=found, part=part, text=text, base=0, by=by, at=written)
    sent = send_to_party(
        investigation=found, person_id=astrid.pk, way="post", answer_by=swedish_day(written) + timedelta(days=14),
        text="Läs underlaget och säg om något är fel eller saknas.", by=by, at=written,
    )  # fmt: skip
    keep_answer(hearing=sent, answer="Astrid ringer: «Det stämmer så. Ingen kamera bara.»", by=by,
                at=written + timedelta(days=4))  # fmt: skip
    done = finish(investigation=found, not_sent_because="", by=by, at=written + timedelta(days=6))
    decide_on(
        investigation=done, outcome="granted", by=by, at=written + timedelta(days=7),
        what="Hjälp vid dusch två gånger i veckan och trygghetslarm, tills vidare.",
        reasons="Astrid har behov av stöd vid dusch och av att kunna kalla på hjälp (11 kap. 1 § socialtjänstlagen).",
    )  # fmt: skip


def _hold(matter: Matter, found: Investigation, talks: Sequence[Talk], user: User, at: datetime) -> None:
    """Hold and sign each conversation, and keep the basis as it was after it."""
    for told in talks:
        held = (at - timedelta(days=told.days_ago)).replace(hour=9, minute=0)
        made = _talk(matter, found.framework, told, user, held)
        keep_basis(investigation=found, cause=f"conversation:{made.pk}", by=SYSTEM, at=held + timedelta(hours=2))


def _talk(matter: Matter, framework: str, told: Talk, user: User, at: datetime) -> Conversation:
    by = actor_of(user)
    made = plan_conversation(
        matter=matter, framework=framework, way="text", setting=told.setting, user=user, by=by, at=at,
        persons=[PersonPresent(key, role, name) for key, role, name in told.persons],
    )  # fmt: skip
    rows = keep_text(
        conversation=made, said=[Words(one.who, one.text) for one in told.said], source="typed", by=by, at=at
    )
    end_conversation(conversation=made, by=by, at=at + timedelta(minutes=50))
    at += timedelta(minutes=80)
    for line in Line.objects.filter(conversation=made):  # the worker goes through what the program sorted
        decide_line(line=line, decision="rejected", by=by, at=at)
    for one, row in zip(told.said, rows, strict=True):
        if one.sort:
            _line(one, add(segment=row, by=by, at=at, **_sorted(one)), by, at)
    sign_conversation(conversation=made, by=by, at=at + timedelta(minutes=10))
    return made


def _sorted(one: Said) -> dict[str, Any]:
    """How a turn is sorted, as ``add_line`` takes it."""
    quote = one.quote or one.text
    about = "klient" if one.who == "K" else "barnet"
    if one.sort == "vill":
        return {"quote": quote, "kind": "own_view", "about": about}
    if one.sort == "lova":
        return {"quote": quote, "kind": "agreement", "about": about, "what": quote}
    polarity = one.more.get("polarity") or POLARITY[one.sort[-1]]
    return {"quote": quote, "kind": "statement", "about": about, "area": one.sort[:-1], "polarity": polarity}


def _line(one: Said, line: Line, by: Actor, at: datetime) -> None:
    values = {name: text for name, text in one.more.items() if name in {"factor", "status", "time"}}
    decide_line(line=line, decision="accepted", by=by, at=at)
    if values:
        change_line(line=line, values=values, by=by, at=at)
    if "is_safety" in one.more:
        Line.objects.filter(pk=line.pk).update(is_safety=True)
    position = one.more.get("position")
    if position:
        take_position(line=line, position=position, words=one.more.get("words", ""), who=one.who, by=by, at=at)
