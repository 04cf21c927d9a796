"""One staged world: Alva's matter in Norr with everything a matter can hold, and Vera's, the same, but protected.

Built once a module in one transaction that is never kept; what a test does in it is undone after the test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from uuid import UUID, uuid4

import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from andrum.accounts.service import Membership, User, actor_of, create_api_token, create_user, note_sign_in
from andrum.applications.models import Application, Attachment, Supplement
from andrum.applications.service import request_supplement
from andrum.audit.service import MACHINE, SYSTEM
from andrum.automation.models import HandOver, Mandate, Run
from andrum.automation.service import communicate_before_decision, decide_hand_over, publish_seed, take_hand_over
from andrum.cases.actions.access import open_anyway
from andrum.cases.actions.reading import note_matter_read
from andrum.cases.models import Document, JournalNote, OpenedAnyway
from andrum.cases.service import (
    Decision,
    Fact,
    FactValue,
    Matter,
    Task,
    add_document,
    add_task,
    assign,
    open_matter,
    receive_message,
    record_facts,
    send_message,
    write_note,
)
from andrum.control.actions.readings import draw_readings
from andrum.control.actions.run_reviews import create_review
from andrum.control.models import LogReview, Review
from andrum.conversations.service import (
    Conversation,
    PersonPresent,
    Said,
    accept_lines,
    add_line,
    end_conversation,
    keep_text,
    note_information,
    plan_conversation,
    sign_conversation,
)
from andrum.dispatch.actions.delivery import deliver_letter
from andrum.dispatch.service import Outgoing, OutgoingKind, PaymentFile, collect_payment_file
from andrum.fees.actions.mandates import give_fee_mandate
from andrum.fees.actions.statements import choose_way
from andrum.fees.domain.result import basis_hash
from andrum.fees.models import FeeReview
from andrum.fees.queries.calculating import calculate
from andrum.fees.service import (
    decide_review,
    grant_service,
    make_invoice_run,
    note_absence,
    note_authority,
    open_fee_matter,
    start_recalculation,
    start_statement,
)
from andrum.investigations.service import open_investigation, save_part, send_to_party
from andrum.kernel.identity import PersonalNumber, made_up_number
from andrum.kernel.money import kronor
from andrum.kernel.periods import Month
from andrum.people.service import Person, register_person, set_protection
from andrum.retention.models import Proposal
from andrum.statistics.service import format_on, make_file
from tests.cast import Cast, make_cast
from tests.rooms.automation.stage import NOVEMBER, OCTOBER, answers_for, apply, mandate_on, run_of
from tests.rooms.fees.stage import told

DECEMBER = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
VISIT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
"""When the pages are visited."""
VERA_NUMBER = made_up_number(date(1979, 4, 11), 985)
RENTS = {"Alvahemligt": 620_000, "Verahemligt": 611_300}
SIGNED_IN = ("vera", "alva", "jon", "cilla", "dag", "eva", "frank", "greta", "hugo", "ida", "kim")
"""Everybody who visits every page, beside the one who is not signed in."""


@dataclass(frozen=True)
class Investigated:
    """Names of what an investigation of the applicant's holds."""

    id: int
    reference: str
    line_key: str
    version_id: int
    hearing_id: int


@dataclass
class Road:
    """What one applicant has in the house."""

    person: Person
    user: User
    word: str
    matter: Matter
    decided: Application
    waiting: Application
    draft: Application
    decision: Decision
    hand_over: HandOver
    run: Run
    review: Review
    note: JournalNote
    document: Document
    task: Task
    supplement: Supplement
    outgoing: Outgoing
    opening: OpenedAnyway
    attachment_id: int
    fact_id: int
    participant_id: int
    message_id: int
    conversation_id: int
    signed_id: int
    line_id: int
    segment_id: int
    investigated: Investigated
    proposal_id: int
    fees: dict[str, object]
    file: PaymentFile | None = None
    reading: LogReview | None = None

    @property
    def who(self) -> list[str]:
        """Name, number and what was written: what no log line may hold."""
        return [word for word in self.secrets[:9] if word != self.matter.reference]

    @cached_property
    def secrets(self) -> list[str]:
        """Everything that tells who it is or what was decided, as it could be written somewhere."""
        number = PersonalNumber.parse(self.person.personal_number)
        digits = str(number)
        amounts = [row.amount_ore for row in Decision.objects.filter(matter=self.matter)]
        return [
            self.person.given_name, self.person.name, self.word, self.matter.reference, self.person.phone or self.word,
            digits, digits[2:], f"{digits[:8]}-{digits[8:]}", f"{digits[2:8]}-{digits[8:]}",
            str(self.decided.pk), str(self.waiting.pk),
            *(kronor(ore) for ore in amounts), *(kronor(ore).replace("\u00a0", " ") for ore in amounts),
            *(str(ore) for ore in amounts), *(f"{ore / 100:.2f}" for ore in amounts),
        ]  # fmt: skip


@dataclass
class World:
    """Everything there is to visit."""

    cast: Cast
    alva: Road
    vera: Road
    mandate: Mandate
    keys: dict[str, str]
    membership_id: int
    token_id: int
    month_file_id: int
    job_id: UUID = field(default_factory=uuid4)
    cookies: dict[str, str] = field(default_factory=dict)

    def user(self, who: str) -> User:
        """The user of one of the cast, or of Vera."""
        return self.vera.user if who == "vera" else getattr(self.cast, who)

    def client(self, who: str, *, csrf: bool = False) -> Client:
        """A browser, signed in as one of the cast; ``anonymous`` is not."""
        client = Client(enforce_csrf_checks=csrf)
        if who != "anonymous":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[who]
        return client

    def api(self, unit: str) -> Client:
        """Another system, with the key of a unit."""
        return Client(headers={"authorization": f"Bearer {self.keys[unit]}"})


def _road(cast: Cast, user: User, person: Person, word: str, *, worker: User, opener: User) -> Road:
    """New application decided by a person, one decided alone, one prepared that waits; with all that hangs on them."""
    own = replace(cast, alva=user, alva_person=person, cilla=worker)
    cilla, rent = actor_of(worker), RENTS[word]
    opened = open_matter(applicant=person, unit=cast.norr, by=SYSTEM, at=OCTOBER)
    account = {"clearing": "6000", "number": "123456789"}
    record_facts(matter=opened, facts=[FactValue("payment.account", account)], by=SYSTEM, at=OCTOBER)
    prepared = run_of(apply(own, OCTOBER, answers_for(Month(2026, 10), rent_ore=rent)), OCTOBER).hand_overs.get()
    take_hand_over(hand_over=prepared, user=worker, by=cilla, at=OCTOBER)
    decide_hand_over(
        hand_over=prepared, outcome="granted", amount_ore=prepared.proposal["amount_ore"],
        reasons=prepared.proposal["reasons"], by=cilla, at=OCTOBER,
    )  # fmt: skip
    first = run_of(apply(own, NOVEMBER, answers_for(Month(2026, 11), rent_ore=rent)), NOVEMBER)
    assert first.decision is not None, first.state
    review = create_review(run_id=first.pk, by=MACHINE, at=NOVEMBER)
    assert review is not None
    matter = first.matter
    answers = answers_for(Month(2026, 12), benefit_ore=530_000, rent_ore=rent)
    answers["self_support"]["plan"] = f"{word} plan"
    run = run_of(apply(own, DECEMBER, answers), DECEMBER)
    hand_over = run.hand_overs.get(closed_at__isnull=True)
    draft = Application.objects.create(
        kind="continued", month="2027-01", applicant=person, unit=cast.norr, answers=answers_for(Month(2027, 1)),
        started_at=DECEMBER, saved_at=DECEMBER, previous=run.application,
    )  # fmt: skip
    attachment = Attachment.objects.create(
        application=draft, page="assets", item="b1", name=f"{word}.pdf", media_type="application/pdf", person=person,
        size=4, sha256="1" * 64, content=b"%PDF", added_at=DECEMBER,
    )  # fmt: skip
    at = DECEMBER + timedelta(minutes=5)
    take_hand_over(hand_over=hand_over, user=worker, by=cilla, at=at)
    assign(matter=matter, to=worker, by=cilla, at=at)
    deliver_letter(outgoing_id=first_letter(first.decision).pk, by=MACHINE, at=at)
    note = write_note(matter=matter, title=f"{word} samtal", text=f"{word} anteckning", by=cilla, at=at, sign=True)
    document = add_document(
        matter=matter, kind="incoming", title=f"{word} avi", media_type="application/pdf", content=b"%PDF-1.4 x",
        source="caseworker", by=cilla, at=at,
    )  # fmt: skip
    task = add_task(matter=matter, title=f"{word} uppgift", by=cilla, at=at, due_date=date(2026, 12, 4))
    send_message(matter=matter, text=f"{word} meddelande", by=cilla, at=at)
    receive_message(matter=matter, kind="message", text=f"{word} svar", by=actor_of(user), at=at, key=f"m:{word}")
    appeal = receive_message(
        matter=matter, kind="appeal", text=f"{word} överklagande", decision=first.decision, by=actor_of(user), at=at,
        key=f"a:{word}",
    )  # fmt: skip
    communicate_before_decision(
        hand_over=hand_over, text=f"{word} underrättelse", answer_by=date(2026, 12, 20), by=cilla, at=at
    )
    asked = [{"code": "x", "text": f"{word} fråga", "fact": "housing.rent"}]
    supplement = request_supplement(
        matter=matter, application=run.application, items=asked, due_date=date(2026, 12, 12), by=cilla, at=at,
    )  # fmt: skip
    opening = open_anyway(
        matter_reference=matter.reference,
        reason=f"{word} skäl att öppna ärendet",
        by=opener,
        at=VISIT - timedelta(hours=5),
    )
    talk, signed = (_talk(matter, word, worker, at - timedelta(days=days)) for days in (1, 2))
    accept_lines(conversation=signed, by=cilla, at=at)
    sign_conversation(conversation=signed, by=cilla, at=at)
    line = talk.lines.select_related("segment").earliest("pk")
    investigated = _investigated(cast, person, word, worker=worker, at=at)
    note_sign_in(user=user, way="oidc-citizen", by=actor_of(user), at=at)
    return Road(
        person=person, user=user, word=word, matter=matter, decided=first.application, waiting=run.application,
        draft=draft, decision=first.decision, hand_over=hand_over, run=run, review=review,
        note=note, document=document, task=task, supplement=supplement,
        outgoing=Outgoing.objects.filter(matter=matter).earliest("pk"), opening=opening, attachment_id=attachment.pk,
        fact_id=Fact.objects.filter(matter=matter).earliest("pk").pk,
        participant_id=matter.participants.earliest("pk").pk, message_id=appeal.pk,
        conversation_id=talk.pk, signed_id=signed.pk, line_id=line.pk,
        proposal_id=_proposed(cast, matter),
        segment_id=line.segment_id, investigated=investigated, fees=_fees(cast, person, word, at=at),
    )  # fmt: skip


def _proposed(cast: Cast, matter: Matter) -> int:
    """That the file is removed, long before it is due."""
    day = date(2031, 12, 20)
    made = Proposal.objects.create(
        person=matter.applicant_id, matters=[matter.pk], references=[matter.reference], unit=cast.norr,
        last_entry_date=date(2026, 12, 20), from_date=day, finish_by_date=day, provision="16 kap. 1 §",
        rules_version="retention@2025-07-01", proposed_at=DECEMBER,
    )  # fmt: skip
    return made.pk


def _investigated(cast: Cast, person: Person, word: str, *, worker: User, at: datetime) -> Investigated:
    """An investigation of the person as an adult: a note in it, a text beside another, and a party who was sent it."""
    by = actor_of(worker)
    matter = open_matter(kind="adults", applicant=person, unit=cast.norr, assigned_to=worker, by=by, at=at)
    one = open_investigation(matter=matter, started_date=at.date(), reason=f"{word} ansöker om stöd.", by=by, at=at)
    note = write_note(matter=matter, title=f"{word} besök", text=f"{word} berättar.", by=by, at=at, sign=True)
    save_part(investigation=one, part="analysis", text=f"{word} analys.", base=0, by=by, at=at)
    aside = save_part(investigation=one, part="analysis", text=f"{word} annan.", base=0, by=actor_of(cast.eva), at=at)
    hearing = send_to_party(
        investigation=one, person_id=person.pk, way="by_hand", answer_by=date(2026, 12, 20), text=f"{word} läs.",
        by=by, at=at,
    )  # fmt: skip
    assert aside.aside is not None
    return Investigated(one.pk, matter.reference, f"note:{note.pk}", aside.aside.pk, hearing.pk)


def _fees(cast: Cast, person: Person, word: str, *, at: datetime) -> dict[str, object]:
    """The person's fee: decided by the manager, with absence, one who may speak for them, a draft, and a review."""
    by = actor_of(cast.eva)
    matter = open_fee_matter(person=person, unit=cast.norr, by=by, at=at)
    service = grant_service(
        matter=matter, kind="home_care", measure="minutes", quantity=2_400, from_date=date(2026, 1, 1), by=by, at=at
    )
    told(matter, pension_kr=14_000, rent_kr=5_111)
    review = FeeReview.objects.get(matter=matter)
    shown = basis_hash(calculate(matter, Month(2026, 1)).result)
    made = decide_review(review=review, reasons=f"{word} skäl", shown_hash=shown, by=by, at=at)
    absence = note_absence(
        matter=matter, from_date=date(2026, 11, 1), to_date=date(2026, 11, 9), reason="away", by=by, at=at
    )
    authority = note_authority(
        matter=matter, personal_number=str(made_up_number(date(1960, 2, 3), 990)), given_name="Ove",
        family_name="Ombud", kind="fullmakt", evidence=f"{word} fullmakt", from_date=date(2026, 1, 1), by=by, at=at,
    )  # fmt: skip
    draft = start_statement(
        matter=matter, person=person, authority=None, from_month=Month(2027, 1), language="sv", by=by, at=at
    )
    choose_way(statement=draft, way="tell", by=by, at=at)
    return {
        "reference": matter.reference, "matter_reference": matter.reference, "slug": "hushall", "fee_step": "pausa",
        "review_id": FeeReview.objects.get(matter=matter, closed_at__isnull=True).pk, "decision_id": made.pk,
        "fact_id": Fact.objects.filter(matter=matter).earliest("pk").pk, "service_id": service.pk,
        "absence_id": absence.pk, "authority_id": authority.pk,
    }  # fmt: skip


def _talk(matter: Matter, word: str, worker: User, at: datetime) -> Conversation:
    """A conversation that has ended and waits to be reviewed, with a line."""
    by = actor_of(worker)
    persons = (PersonPresent("S1", "socialsekreterare", worker.name), PersonPresent("K1", "klient"))
    talk = plan_conversation(
        matter=matter, framework="vuxna", way="text", persons=persons, user=worker, setting=f"{word} hembesök", by=by,
        at=at,
    )  # fmt: skip
    note_information(conversation=talk, language="sv", answer="yes", by=by, at=at)
    keep_text(conversation=talk, said=[Said("K1", f"{word} dricker varje helg.")], source="typed", by=by, at=at)
    end_conversation(conversation=talk, by=by, at=at)
    add_line(segment=talk.segments.get(), quote=f"{word} dricker", kind="own_view", by=by, at=at)
    return talk


def first_letter(decision: Decision) -> Outgoing:
    """The letter of a decision, as it is ordered."""
    return Outgoing.objects.get(decision=decision, kind=OutgoingKind.LETTER)


def _vera() -> tuple[User, Person]:
    user = create_user(
        username="vera", name="Vera Dolk", personal_number=str(VERA_NUMBER), by=SYSTEM, at=NOVEMBER - timedelta(days=60)
    )
    person = register_person(
        personal_number=VERA_NUMBER, given_name="Vera", family_name="Dolk", street="Hemliga gatan 9",
        postal_code="123 99", city="Älvboda", by=SYSTEM, at=NOVEMBER - timedelta(days=60),
    )  # fmt: skip
    return user, person


def build() -> World:
    """Stage it all. Vera becomes protected last, so that everything about her was written while she was not."""
    cast = make_cast()
    mandate = mandate_on(cast)
    user, person = _vera()
    alva = _road(cast, cast.alva, cast.alva_person, "Alvahemligt", worker=cast.cilla, opener=cast.kim)
    alva_file = collect_payment_file(by=MACHINE, at=DECEMBER)
    vera = _road(cast, user, person, "Verahemligt", worker=cast.kim, opener=cast.cilla)
    vera_file = collect_payment_file(by=MACHINE, at=DECEMBER + timedelta(minutes=9))
    assert alva_file is not None
    assert vera_file is not None
    alva.file, vera.file = alva_file, vera_file
    for road in (alva, vera):
        note_matter_read(matter=road.matter, part="matter", by=actor_of(cast.eva), at=DECEMBER + timedelta(minutes=30))
    publish_seed(day=NOVEMBER.date(), by=SYSTEM, at=NOVEMBER)
    set_protection(person=person, protection="sekretessmarkering", by=SYSTEM, at=DECEMBER)
    keys = {}
    for unit in (cast.norr, cast.soder):
        token, keys[unit.code] = create_api_token(
            unit=unit, name=unit.code, scopes=["read", "applications:write"], by=SYSTEM, at=DECEMBER
        )
    boss = actor_of(cast.eva)
    fee_parts = {
        "recalculation_id": start_recalculation(unit=cast.norr, month=Month(2026, 12), by=boss, at=DECEMBER).pk,
        "invoice_id": make_invoice_run(
            unit=cast.norr, month=Month(2026, 11), issue_date=DECEMBER.date(), by=boss, at=DECEMBER
        ).pk,
        "fee_mandate_id": give_fee_mandate(
            unit=cast.norr, code="yearly", most_change_ore=100, valid_from=date(2027, 1, 1),
            decided_by_board_ref="SN § 1", by=boss, at=DECEMBER,
        ).pk,
    }  # fmt: skip
    alva.fees, vera.fees = alva.fees | fee_parts, vera.fees | fee_parts
    draw_readings(day=DECEMBER.date(), by=SYSTEM, at=VISIT)
    for road in (alva, vera):
        road.reading = LogReview.objects.filter(matter=road.matter).order_by("pk").first()
    member = Membership.objects.get(user=cast.cilla)
    november = Month(2026, 11)
    statistics = make_file(
        kind="assistance", month=november, form=format_on(november.last_day), reason="Prov.",
        by=actor_of(cast.hugo), at=VISIT,
    )  # fmt: skip
    world = World(cast, alva, vera, mandate, keys, member.pk, token.pk, month_file_id=statistics.pk)
    with time_machine.travel(VISIT, tick=False):
        for who in SIGNED_IN:
            client = Client()
            client.force_login(world.user(who))
            world.cookies[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return world


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
