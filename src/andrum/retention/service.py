"""The door of the room."""

from andrum.retention.actions.deciding import approve, exempt, undo_approval
from andrum.retention.actions.erasing import erase
from andrum.retention.actions.proposing import propose
from andrum.retention.domain.rules import rules_for
from andrum.retention.models import Proposal, ProposalState

__all__ = ["Proposal", "ProposalState", "approve", "erase", "exempt", "propose", "rules_for", "undo_approval"]
