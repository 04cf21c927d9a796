"""Begin, save, throw away and sign what somebody says of incomes and housing."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from andrum.applications.service import Signer
from andrum.audit.service import MACHINE, Actor, record
from andrum.cases.service import Fact, FactValue, Matter, record_facts
from andrum.fees.actions.automatic import decide_confirmed
from andrum.fees.actions.reviews import open_review
from andrum.fees.domain.errors import StatementChangedError, StatementError
from andrum.fees.domain.facts import CHANGE
from andrum.fees.domain.statement import PAGES, facts_of, missing_pages, text_hash
from andrum.fees.models import Authority, IncomeStatement, StatementState, Way
from andrum.fees.queries.statements import may_confirm, registered_facts, statement_text, unfinished_pages
from andrum.kernel.periods import Month
from andrum.kernel.words import marked as _
from andrum.people.service import Person


@transaction.atomic
def start_statement(
    *, matter: Matter, person: Person, authority: Authority | None, from_month: Month, language: str, by: Actor,
    at: datetime,
) -> IncomeStatement:  # fmt: skip
    """Begin, or go on with the draft that is there. ``authority`` is the right of one who speaks for another."""
    draft = IncomeStatement.objects.filter(matter=matter, state=StatementState.DRAFT).first()
    if draft is not None:
        return draft
    try:
        with transaction.atomic():
            draft = IncomeStatement.objects.create(
                matter=matter, from_month=str(from_month), language=language, started_by=person, authority=authority,
                started_at=at, saved_at=at,
            )  # fmt: skip
    except IntegrityError:
        return IncomeStatement.objects.get(matter=matter, state=StatementState.DRAFT)
    _tell("fees.statement_started", draft, by=by, at=at, month=draft.from_month)
    return draft


@transaction.atomic
def begin_statement(
    *, matter: Matter, person: Person, authority: Authority | None, way: str, from_month: Month, language: str,
    by: Actor, at: datetime,
) -> IncomeStatement:  # fmt: skip
    """Begin, or go on with the draft that is there, in the way and from the month that are chosen; or nothing at all.

    Raises:
        StatementError: when one would confirm what no register has said of that month.
    """
    draft = start_statement(
        matter=matter, person=person, authority=authority, from_month=from_month, language=language, by=by, at=at
    )
    return choose_way(statement=draft, way=way, from_month=from_month, by=by, at=at)


@transaction.atomic
def choose_way(
    *, statement: IncomeStatement, way: str, by: Actor, at: datetime, from_month: Month | None = None
) -> IncomeStatement:
    """Choose to confirm, to tell, or to say nothing, and from when; what was answered before is kept."""
    locked = _draft(statement)
    if way not in Way.values:
        raise StatementError(_("Du har inte valt något."), todo=_("Välj ett av alternativen."))
    month = from_month or Month.parse(locked.from_month)
    if way == Way.CONFIRM and not may_confirm(locked.matter, month):
        raise StatementError(
            _("Registren har inte svarat för den månaden."), todo=_("Välj en annan månad, eller skriv själv.")
        )
    locked.way, locked.saved_at, locked.version = way, at, locked.version + 1
    locked.from_month = str(month)
    locked.save(update_fields=["way", "from_month", "saved_at", "version"])
    _tell("fees.statement_saved", locked, by=by, at=at, page="way")
    return locked


@transaction.atomic
def save_page(
    *, statement: IncomeStatement, page: str, answer: Mapping[str, object], by: Actor, at: datetime
) -> IncomeStatement:
    """Keep the answer of one page. Amounts are whole öre."""
    locked = _draft(statement)
    if page not in PAGES:
        raise StatementError(_("Sidan finns inte."), todo=_("Gå tillbaka och välj en annan."))
    locked.answers = locked.answers | {page: dict(answer)}
    locked.unfinished = _without(locked, page)
    locked.saved_at, locked.version = at, locked.version + 1
    locked.save(update_fields=["answers", "unfinished", "saved_at", "version"])
    _tell("fees.statement_saved", locked, by=by, at=at, page=page)
    return locked


@transaction.atomic
def keep_unfinished(
    *, statement: IncomeStatement, page: str, typed: Mapping[str, str], by: Actor, at: datetime
) -> IncomeStatement:
    """Keep what is typed on a page and not saved yet, as it stands. Nothing that is saved is touched.

    The log tells once a page that something was typed, not each pause of the one who types.
    """
    locked = _draft(statement)
    if page not in PAGES:
        raise StatementError(_("Sidan finns inte."), todo=_("Gå tillbaka och välj en annan."))
    kept = locked.unfinished or {}
    locked.unfinished = {**kept, page: dict(typed)}
    locked.save(update_fields=["unfinished"])
    if page not in kept:
        _tell("fees.statement_saved", locked, by=by, at=at, page=page, unfinished=True)
    return locked


@transaction.atomic
def forget_unfinished(*, statement: IncomeStatement, page: str, by: Actor, at: datetime) -> IncomeStatement:
    """Throw away what was typed on a page and not saved. Nothing that is saved is touched."""
    locked = _draft(statement)
    if page in (locked.unfinished or {}):
        locked.unfinished = _without(locked, page)
        locked.save(update_fields=["unfinished"])
        _tell("fees.statement_saved", locked, by=by, at=at, page=page, unfinished=False)
    return locked


def _without(statement: IncomeStatement, page: str) -> dict[str, object] | None:
    return {name: typed for name, typed in (statement.unfinished or {}).items() if name != page} or None


@transaction.atomic
def withdraw_statement(*, statement: IncomeStatement, by: Actor, at: datetime) -> IncomeStatement:
    """Throw the draft away; what was written is emptied."""
    locked = _draft(statement)
    locked.state, locked.answers, locked.unfinished, locked.saved_at = StatementState.WITHDRAWN, {}, None, at
    locked.save(update_fields=["state", "answers", "unfinished", "saved_at"])
    _tell("fees.statement_withdrawn", locked, by=by, at=at)
    return locked


@transaction.atomic
def sign_statement(
    *, statement: IncomeStatement, person: Person, shown_hash: str, signer: Signer, proof: Mapping[str, str],
    by: Actor, at: datetime,
) -> IncomeStatement:  # fmt: skip
    """Sign: what was said becomes facts, and the fee is decided by a listed mandate or looked at by a person.

    Signing again what is signed changes nothing.

    Raises:
        StatementError: when a page is unanswered.
        StatementChangedError: when something was changed after the page was shown.
    """
    locked = _locked(statement)
    if locked.state == StatementState.SIGNED:
        return locked
    _refuse_unless_draft(locked)
    if not locked.way or missing_pages(locked.answers, locked.way) or unfinished_pages(locked):
        raise StatementError(_("Några frågor är inte besvarade än."), saved=_("Det du har svarat är sparat."),
                             todo=_("Svara på dem och skriv under."))  # fmt: skip
    text = statement_text(locked)
    if text_hash(text) != shown_hash:
        raise StatementChangedError
    evidence = signer.sign(personal_number=person.personal_number, text=text, proof=proof)
    locked.state, locked.text, locked.text_hash, locked.unfinished = StatementState.SIGNED, text, shown_hash, None
    locked.signed_at, locked.signed_by, locked.method, locked.evidence = at, person, evidence.method, evidence.evidence
    locked.save(
        update_fields=["state", "text", "text_hash", "unfinished", "signed_at", "signed_by", "method", "evidence"]
    )
    said = facts_of(locked.answers, locked.way, registered_facts(locked.matter, Month.parse(locked.from_month)))
    facts = _without_needs_never_named(locked.matter, said)
    values = [
        FactValue(name, value, month=locked.from_month, source="citizen", source_detail=f"statement:{locked.pk}")  # type: ignore[arg-type]  # JSON
        for name, value in facts.items()
    ]  # fmt: skip
    record_facts(matter=locked.matter, facts=values, by=by, at=at)
    _tell("fees.statement_signed", locked, by=by, at=at, way=locked.way, text_hash=shown_hash,
          authority=locked.authority_id)  # fmt: skip
    if decide_confirmed(statement=locked, by=MACHINE, at=at) is None:
        open_review(matter=locked.matter, month=Month.parse(locked.from_month), reason="statement", by=by, at=at)
    return locked


def _without_needs_never_named(matter: Matter, said: Mapping[str, object]) -> dict[str, object]:
    """A cost that nobody has named before and that is not there is no fact; no register says anything of it."""
    named = set(Fact.objects.filter(matter=matter, name__startswith=CHANGE).values_list("name", flat=True))
    return {
        name: value
        for name, value in said.items()
        if name in named or not (name.startswith(CHANGE) and value == {"removed": True})
    }


def _locked(statement: IncomeStatement) -> IncomeStatement:
    rows = IncomeStatement.objects.select_for_update(no_key=True, of=("self",)).select_related("matter__applicant")
    return rows.get(pk=statement.pk)


def _draft(statement: IncomeStatement) -> IncomeStatement:
    locked = _locked(statement)
    _refuse_unless_draft(locked)
    return locked


def _refuse_unless_draft(statement: IncomeStatement) -> None:
    if statement.state != StatementState.DRAFT:
        raise StatementError(_("Uppgifterna är redan inskickade eller borttagna."), todo=_("Börja om för att ändra."))


def _tell(kind: str, statement: IncomeStatement, *, by: Actor, at: datetime, **details: str | int | None) -> None:
    record(
        kind=kind, by=by, at=at, subject=f"statement:{statement.pk}", matter=str(statement.matter_id), details=details
    )
