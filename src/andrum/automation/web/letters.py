"""The letter as it would be sent, as a PDF that only our own pages may frame."""

from collections.abc import Mapping

from django.http import HttpResponse

from andrum.automation.models import HandOver
from andrum.automation.web.access import Visit
from andrum.automation.web.case_pages import Proposal
from andrum.dispatch.service import draft_letter_pdf

HEADERS = {
    "Content-Disposition": 'inline; filename="utkast.pdf"',
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; object-src 'self'; frame-ancestors 'self'",
    "Cache-Control": "private, no-store",
}


def draft_letter(visit: Visit, hand_over: HandOver, proposal: Proposal, chosen: Mapping[str, object]) -> HttpResponse:
    """The draft with what is chosen, or what is proposed where nothing is chosen yet."""
    outcome = str(chosen.get("outcome") or proposal.outcome or "granted")
    amount = chosen.get("amount", proposal.amount_ore)
    pdf = draft_letter_pdf(
        matter=hand_over.matter, month=hand_over.month, outcome=outcome,
        amount_ore=amount if isinstance(amount, int) and outcome in {"granted", "partly_granted"} else 0,
        reasons=str(chosen.get("reasons", proposal.reasons)), calculation=proposal.calculation,
        applied_ore=proposal.applied_ore, by=visit.by, at=visit.at,
    )  # fmt: skip
    return HttpResponse(pdf, content_type="application/pdf", headers=HEADERS)
