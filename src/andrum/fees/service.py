"""The door of fees."""

from andrum.fees.actions.asking import ask_registers
from andrum.fees.actions.authorities import note_authority
from andrum.fees.actions.deciding import decide_review
from andrum.fees.actions.facts import change_fee_fact
from andrum.fees.actions.invoicing import make_invoice_run
from andrum.fees.actions.mandates import give_fee_mandate, switch_fee_mandate
from andrum.fees.actions.opening import open_fee_matter
from andrum.fees.actions.previewing import start_recalculation
from andrum.fees.actions.recalculating import approve_recalculation
from andrum.fees.actions.services import end_service, grant_service, note_absence
from andrum.fees.actions.statements import save_page, sign_statement, start_statement
from andrum.fees.domain.errors import IncomeRegisterError
from andrum.fees.domain.events import FeesDecided
from andrum.fees.domain.facts import PREFIX
from andrum.fees.domain.register import IncomeAnswer, SourceAnswer
from andrum.fees.models import FeeDecision, FeeMandate, FeeReview, InvoiceRun, Recalculation
from andrum.fees.ports import IncomeRegister
from andrum.fees.queries.calculating import only_the_year_changed
from andrum.fees.queries.duties import shown_hash_of
from andrum.fees.queries.fees import fee_of
from andrum.fees.queries.holdings import holdings_of
from andrum.fees.queries.machine_words import decided_in_words, items_approved_by
from andrum.fees.queries.mandates import mandates_of, without_mandate
from andrum.fees.queries.receipts import receipt_of
from andrum.fees.queries.settings import FILE as SETTINGS_FILE
from andrum.fees.queries.settings import fee_settings
from andrum.fees.queries.statements import statements_behind
from andrum.fees.queries.visible import own_fee_matters, visible_fee_matters, visible_reviews

__all__ = [
    "PREFIX", "SETTINGS_FILE", "FeeDecision", "FeeMandate", "FeeReview", "FeesDecided", "IncomeAnswer",
    "IncomeRegister", "IncomeRegisterError", "InvoiceRun", "Recalculation", "SourceAnswer", "approve_recalculation",
    "ask_registers", "change_fee_fact", "decide_review", "decided_in_words", "end_service", "fee_of", "fee_settings",
    "give_fee_mandate", "grant_service", "holdings_of", "items_approved_by", "make_invoice_run", "mandates_of",
    "note_absence", "note_authority", "only_the_year_changed", "open_fee_matter", "own_fee_matters", "receipt_of",
    "save_page", "shown_hash_of", "sign_statement", "start_recalculation", "start_statement", "statements_behind",
    "switch_fee_mandate", "visible_fee_matters", "visible_reviews", "without_mandate",
]  # fmt: skip
