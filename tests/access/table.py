"""Every page and call of the site, and who gets through. A new page must be given a line here.

``get`` and ``post`` name those who get through with that method; ``-`` is nobody, because there is no such method.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.access.world import SIGNED_IN, Road, World

NOBODY = "-"
ALL = " ".join(SIGNED_IN)
STAFF = "cilla dag eva frank greta hugo ida kim"
WORKERS = "cilla dag eva kim"
CITIZENS = "alva jon vera"
OURS = "cilla eva"
"""Those who see Alva's matter: her caseworker, and the manager of the unit."""
OVERSEERS = "eva ida greta"
SEERS = "eva greta hugo frank ida"
FIGURES = "frank eva greta"
REVIEWERS = "frank eva"
NOWHERE = UUID("00000000-0000-4000-8000-000000000000")


@dataclass(frozen=True)
class Page:
    """One address: who gets through, what is sent with a form, whether it is open to all, whose it is."""

    get: str
    post: str = NOBODY
    data: dict[str, str] = field(default_factory=dict)
    is_open: bool = False
    query: str = ""

    def through(self, method: str) -> frozenset[str]:
        """Those who get through with the method."""
        who = self.get if method == "get" else self.post
        return frozenset() if who == NOBODY else frozenset(who.split())

    def lets_in(self, who: str, method: str) -> bool:
        """True when the visitor gets through with the method."""
        through = self.through(method)
        return bool(through) if who == "anonymous" and self.is_open else who in through


def both(who: str, **more: Any) -> Page:
    """The same people look and send."""
    return Page(who, who, **more)


def sent(who: str, **more: Any) -> Page:
    """Only a form, no page."""
    return Page(NOBODY, who, **more)


TABLE: dict[str, Page] = {
    ":openid_connect_login": Page(NOBODY, is_open=True),
    ":openid_connect_callback": Page(NOBODY, is_open=True),
    "site:start": both(ALL, is_open=True),
    "site:accessibility": both(ALL, is_open=True),
    "site:sign_in": Page(ALL, is_open=True),
    "site:sign_in_demo": sent(NOBODY),
    "site:sign_out": sent(ALL, is_open=True),
    "site:health": Page(ALL, is_open=True),
    "site:operations": Page("ida"),
    "site:retry_job": sent("ida"),
    "site:log": both("frank eva hugo"),
    "site:log_csv": Page("frank eva hugo"),
    "site:check_log": sent("frank hugo"),
    "site:log_head": Page("frank hugo"),
    "site:api_description": both(ALL, is_open=True),
    "site:style_guide": both(STAFF),
    "site:set_language": both(ALL, is_open=True),
    "accounts:people": Page("hugo"),
    "accounts:new_person": both("hugo"),
    "accounts:person": both("hugo"),
    "accounts:end_role": sent("hugo"),
    "accounts:switch": sent("hugo", data={"andra": "aktiv"}),
    "accounts:units": both("hugo"),
    "accounts:tokens": both("hugo"),
    "accounts:revoke": sent("hugo"),
    "accounts:second_factor": both(NOBODY),
    "accounts:add_second_factor": both(NOBODY),
    "accounts:recovery_codes": both(NOBODY),
    "accounts:show_security_key": sent(NOBODY),
    "accounts:security_keys": both(NOBODY),
    "cases:matter_list": Page(STAFF, query="?vilka=alla"),
    "cases:matter_csv": Page(STAFF, query="?vilka=alla"),
    "cases:matter_xlsx": Page(STAFF, query="?vilka=alla"),
    "cases:new_matter": both(WORKERS),
    "cases:search": both(STAFF),
    "cases:people": both(STAFF),
    "cases:person": Page(OURS),
    "cases:show_number": sent(OURS),
    "cases:matter": Page(f"{OURS} kim"),
    "cases:open_anyway": both(f"{OURS} kim"),
    "cases:assign": sent("eva"),
    "cases:close": sent(OURS),
    "cases:reopen": sent(OURS),
    "cases:timeline": Page(OURS, query="?visa=journal&visa=document&visa=log&visa=task&visa=decision"),
    "cases:journal": both(OURS),
    "cases:change_note": sent(OURS),
    "cases:documents": both(OURS),
    "cases:document": Page(OURS),
    "cases:decisions": Page(OURS),
    "cases:tasks": both(OURS),
    "cases:finish_task": sent(OURS),
    "cases:write_message": sent(OURS),
    "cases:reopen_task": sent(OURS),
    "cases:participants": Page(OURS),
    "cases:add_person": sent(OURS),
    "cases:end_part": sent(OURS),
    "applications:home": Page(CITIZENS),
    "applications:write": both(CITIZENS),
    "applications:talk": both(CITIZENS),
    "applications:start": both(CITIZENS),
    "applications:draft": Page("alva"),
    "applications:nothing_changed": sent("alva"),
    "applications:move": sent("alva"),
    "applications:withdraw": sent("alva"),
    "applications:summary": both("alva"),
    "applications:change": sent("alva"),
    "applications:co_applicant": Page(NOBODY, CITIZENS),
    "applications:decline": sent(NOBODY),
    "applications:question": both("alva"),
    "applications:autosave": sent("alva"),
    "applications:same_again": sent("alva"),
    "applications:throw_away": sent("alva"),
    "applications:new_item": both("alva"),
    "applications:item": both("alva"),
    "applications:autosave_item": sent("alva"),
    "applications:throw_away_item": sent("alva"),
    "applications:remove_item": sent("alva"),
    "applications:file": Page("alva"),
    "applications:remove_file": sent("alva"),
    "applications:status": Page("alva"),
    "applications:supplement": both("alva"),
    "applications:answer": both("alva"),
    "applications:decision": Page("alva"),
    "applications:letter": Page("alva"),
    "applications:objection": both("alva"),
    "applications:appeal": both("alva"),
    "conversations:mine": Page(WORKERS),
    "conversations:language_model": Page(
        "eva greta hugo ida",
        "greta hugo",
        data={"may": "point", "from_date": "2026-11-02", "decision_reference": "Socialnämnden § 1 (påhittad)"},
    ),
    "conversations:of_matter": Page(OURS),
    "conversations:new": both(OURS),
    "conversations:conversation": Page(OURS),
    "conversations:information": both(OURS),
    "conversations:person_came": sent(OURS),
    "conversations:text": both(OURS),
    "conversations:sound_file": both(OURS),
    "conversations:live": Page(OURS),
    "conversations:ticket": Page(OURS),
    "conversations:recording": Page(NOBODY),
    "conversations:step": sent(OURS),
    "conversations:say": sent(OURS),
    "conversations:own_note": sent(OURS),
    "conversations:who_spoke": both(OURS),
    "conversations:review": Page(OURS),
    "conversations:pointing": Page(OURS),
    "conversations:ask_model": sent(OURS),
    "conversations:take_doubt": sent(OURS),
    "conversations:ask_claims": sent(OURS),
    "conversations:decide_claim": sent(OURS),
    "conversations:accept_all": sent(OURS),
    "conversations:walk": Page(OURS, query="?kort=1"),
    "conversations:added": sent(OURS),
    "conversations:note": Page(OURS),
    "conversations:sign": sent(OURS),
    "conversations:dispose": sent(OURS),
    "conversations:copy": Page(OURS),
    "conversations:copy_pdf": Page(OURS),
    "conversations:copy_text": Page(OURS),
    "conversations:line": Page(OURS),
    "conversations:moment": Page(NOBODY),
    "conversations:position": sent(OURS),
    "conversations:decide": sent(OURS),
    "conversations:segment": Page(OURS),
    "conversations:change_segment": sent(OURS),
    "dispatch:outgoing": Page("eva hugo"),
    "dispatch:files": Page("eva hugo"),
    "dispatch:outgoing_choice": Page("eva hugo"),
    "dispatch:download": sent("hugo"),
    "dispatch:deliver_again": sent("eva hugo"),
    "dispatch:delivered_by_hand": sent("hugo"),
    "dispatch:letter": Page(OURS),
    "dispatch:send_again": sent("eva hugo"),
    "dispatch:by_hand": both(OURS),
    "automation:work": both(WORKERS),
    "automation:work_csv": Page(WORKERS),
    "automation:work_xlsx": Page(WORKERS),
    "automation:case": Page(OURS),
    "automation:fact_form": Page(OURS, query="?andra=housing.rent"),
    "automation:change_fact": sent(OURS, query="?andra=housing.rent"),
    "automation:undo_fact": sent(OURS),
    "automation:take": sent(OURS),
    "automation:let_go": sent(OURS),
    "automation:letter": both(OURS),
    "automation:decide": both(OURS),
    "automation:communicate": sent(OURS),
    "automation:note_answer": sent(OURS),
    "automation:carry_out": sent(OURS),
    "automation:ask": both(OURS),
    "automation:help": both(OURS),
    "automation:task": Page(OURS),
    "automation:reconsider": Page(OURS),
    "automation:correct_fact": sent(OURS, query="?andra=housing.rent"),
    "automation:undo_correction": sent(OURS),
    "automation:keep_decision": both(OURS),
    "automation:tell_before_change": sent(OURS),
    "automation:note_answer_before_change": sent(OURS),
    "automation:change_decision": both(OURS),
    "automation:appeal": Page(OURS),
    "automation:appeal_package": Page(OURS),
    "automation:appeal_step": sent(OURS),
    "automation:runs": Page(OVERSEERS),
    "automation:runs_csv": Page(OVERSEERS),
    "automation:runs_xlsx": Page(OVERSEERS),
    "automation:run": Page(f"{OURS} ida greta"),
    "automation:retry_run": sent(f"{OURS} ida"),
    "runs:time": both("eva"),
    "runs:switch": both("eva greta hugo", data={"reason": "Vi provar."}),
    "automation:mandates": Page(SEERS),
    "automation:give_mandate": both("greta hugo"),
    "automation:coming_law": Page(SEERS),
    "automation:stop_all": sent("eva greta hugo"),
    "automation:mandate": Page(SEERS, "greta hugo"),
    "automation:switch_mandate": sent("greta hugo"),
    "automation:stop_mandate": sent("eva greta hugo"),
    "control:overview": Page(FIGURES),
    "control:stop": sent("eva greta"),
    "control:stop_fees": sent("eva greta"),
    "control:queue": Page(REVIEWERS),
    "control:review": both(REVIEWERS),
    "control:letter": Page(REVIEWERS),
    "control:saved": Page(REVIEWERS),
    "retention:proposals": Page("eva"),
    "retention:receipts": Page("eva"),
    "retention:proposal": Page("eva"),
    "retention:approve": sent("eva"),
    "retention:undo": sent("eva"),
    "retention:exempt": sent("eva"),
    "control:draws": Page(FIGURES),
    "control:draws_of_day": Page(FIGURES),
    "control:draws_csv": Page(FIGURES),
    "control:openings": Page(REVIEWERS),
    "control:opening": sent(REVIEWERS),
    "control:readings": Page(REVIEWERS),
    "control:reading": sent(REVIEWERS),
    "control:handling": Page("eva greta"),
    "control:handling_xlsx": Page("eva greta"),
    "control:follow_up": Page(FIGURES),
    "control:follow_up_xlsx": Page(FIGURES),
    "statistics:home": Page(f"{WORKERS} hugo"),
    "statistics:month": Page(f"{WORKERS} hugo"),
    "statistics:make": sent("hugo", data={"reason": "Vi provar."}),
    "statistics:keep": sent(WORKERS),
    "statistics:household": both(OURS),
    "statistics:download": Page(NOBODY),  # Vera is in it, and Hugo is not one of the named staff
    "statistics:handed_in": sent(NOBODY),
    "investigations:list": both(WORKERS),
    "investigations:list_csv": Page(WORKERS),
    "investigations:list_xlsx": Page(WORKERS),
    "investigations:of_matter": both(OURS),
    "investigations:basis": both(OURS),
    "investigations:line": Page(OURS),
    "investigations:sort_line": sent(OURS),
    "investigations:keep": sent(OURS),
    "investigations:step": both(OURS),
    "investigations:write": both(OURS),
    "investigations:autosave": sent(OURS),
    "investigations:versions": Page(OURS),
    "investigations:settle": sent(OURS),
    "investigations:communicate": both(OURS),
    "investigations:answer": sent(OURS),
    "investigations:finish": both(OURS),
    "investigations:new_version": both(OURS),
    "investigations:decide": both(OURS),
    "investigations:word": Page(OURS),
    "investigations:pdf": Page(OURS),
    "investigations:lines_csv": Page(OURS),
    "investigations:lines_xlsx": Page(OURS),
    "fees:worklist": Page("eva"),
    "fees:worklist_csv": Page("eva"),
    "fees:worklist_xlsx": Page("eva"),
    "fees:new_matter": both("eva"),
    "fees:recalculation": Page("eva"),
    "fees:recalculation_csv": Page("eva"),
    "fees:recalculation_xlsx": Page("eva"),
    "fees:invoice_run": Page("eva"),
    "fees:invoice_zip": Page("eva"),
    "fees:invoice_csv": Page("eva"),
    "fees:case": Page("eva"),
    "fees:draft_letter": Page("eva"),
    "fees:of_matter": Page("eva"),
    "fees:recalculations": both("eva"),
    "fees:invoice_runs": both("eva"),
    "fees:recalculation_step": sent("eva"),
    "fees:mandates": both("eva greta"),
    "fees:switch_mandate": sent("eva greta"),
    "fees:undo": sent("eva"),
    "fees:move": sent("eva"),
    "fees:notify": sent("eva"),
    "fees:note_answer": sent("eva"),
    "fees:decide": sent("eva"),
    "fees:unchanged": sent("eva"),
    "fees:grant": sent("eva"),
    "fees:end_service": sent("eva"),
    "fees:away": sent("eva"),
    "fees:not_away": sent("eva"),
    "fees:represent": sent("eva"),
    "fees:represent_no_more": sent("eva"),
    "fees:ask": sent("eva"),
    "fees:look": sent("eva"),
    "fees:change": sent("eva", query="?andra=fee.housing.rent"),
    "fees:home": Page(CITIZENS),
    "fees:own": Page("alva"),
    "fees:own_decision": Page("alva"),
    "fees:own_letter": Page("alva"),
    "fees:way": both("alva"),
    "fees:page": both("alva"),
    "fees:autosave": sent("alva"),
    "fees:throw_away": sent("alva"),
    "fees:summary": both("alva"),
    "fees:write": both("alva"),
    "fees:talk": both("alva"),
    "fees:objection": both("alva"),
    "fees:appeal": both("alva"),
    "fees:withdraw": sent("alva"),
}
"""Pages for people, by name of address."""

CALLS = {
    "api:openapi-json": "open", "api:cases": "list", "api:case": "one", "api:decisions": "list", "api:decision": "one",
    "api:hand_in": "write", "api:applications": "list", "api:application": "one", "api:runs": "list", "api:run": "one",
    "api:conversations": "list", "api:conversation": "one",
    "api:investigations": "list", "api:investigation": "one", "api:lines": "one",
    "api:fee_decisions": "list", "api:invoice_bases": "list",
    "api:granted_service": "write",
    "api:api-root": "nothing",
}  # fmt: skip
"""Calls of the API, by name: a list of the unit's, one of the unit's, or something that is written."""


def parts_of(world: World, road: Road) -> dict[str, Any]:
    """What stands in the place of each part of an address, for one applicant."""
    return {
        "reference": road.matter.reference, "person_id": road.person.pk, "note_id": road.note.pk, "deed": "anmark",
        "document_id": road.document.pk, "task_id": road.task.pk, "participant_id": road.participant_id,
        "application_id": road.waiting.pk, "slug": "konton-och-tillgangar", "item": "b1",
        "attachment_id": road.attachment_id, "supplement_id": road.supplement.pk,
        "decision_id": road.decision.pk, "file_id": road.file.pk if road.file else 0,
        "choice": "vantar", "outgoing_id": road.outgoing.pk, "hand_over_id": road.hand_over.pk, "fact_id": road.fact_id,
        "run_id": road.run.pk, "mandate_id": world.mandate.pk, "review_id": road.review.pk, "day": "2026-11-04",
        "opening_id": road.opening.pk, "reading_id": road.reading.pk if road.reading else 0,
        "user_id": world.cast.cilla.pk,
        "membership_id": world.membership_id, "token_id": world.token_id, "job_id": world.job_id,
        "provider_id": "staff", "message_id": road.message_id,
        "conversation_id": road.conversation_id, "line_id": road.line_id, "segment_id": road.segment_id,
        "investigation_id": road.investigated.id, "matter_reference": road.investigated.reference, "part": "analysis",
        "line_key": road.investigated.line_key, "version_id": road.investigated.version_id,
        "hearing_id": road.investigated.hearing_id, "step_name": "forlang",
        "proposal_id": road.proposal_id, "file_format": "csv",
        "talk_deed": "avsluta", "line_deed": "godkann", "words_deed": "viktigt", "what": "ratta", "step": "itid",
        "statistics_month": "2026-11", "statistics_kind": "bistand", "month_file_id": world.month_file_id,
        "run_kind": "economic_assistance.continued", "way": "pausa",
    }  # fmt: skip


OWN = frozenset({
    "reference", "person_id", "note_id", "document_id", "task_id", "participant_id", "application_id", "attachment_id",
    "supplement_id", "decision_id", "file_id", "outgoing_id", "hand_over_id", "fact_id", "run_id", "review_id",
    "opening_id", "reading_id", "message_id", "conversation_id", "line_id", "segment_id",
    "investigation_id", "matter_reference", "line_key", "version_id", "hearing_id", "proposal_id", "service_id",
    "absence_id", "authority_id",
})  # fmt: skip
"""Parts of an address that name something of one applicant's."""
NOTHING: dict[str, Any] = {
    "reference": "EB-2026-999999", "application_id": NOWHERE, "matter_reference": "VU-2026-999999",
    "line_key": "note:987654",
}  # fmt: skip
"""Names of what is not there; 987654 for the rest."""
DRAFT_PAGES = frozenset({
    "applications:draft", "applications:nothing_changed", "applications:move", "applications:withdraw",
    "applications:summary", "applications:change", "applications:question", "applications:autosave",
    "applications:same_again", "applications:throw_away", "applications:new_item", "applications:item",
    "applications:autosave_item", "applications:throw_away_item", "applications:remove_item", "applications:file",
    "applications:remove_file",
})  # fmt: skip
"""Pages of an application that is not signed yet."""
DECIDED_PAGES = frozenset({
    "applications:decision", "applications:letter", "applications:objection", "applications:appeal",
})  # fmt: skip
"""Pages of an application that is decided."""
OF_MANY = frozenset({"dispatch:deliver_again", "dispatch:delivered_by_hand"})
"""A payment file holds many persons' payments: a manager may send it again, and sees its number and sum, not whose."""
