"""Who asks, when, and whether what goes out is theirs to see."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils import timezone

from andrum.accounts.service import Role, User, actor_of, has_role, visitor
from andrum.audit.service import Actor
from andrum.cases.service import Decision, may_see_matter
from andrum.dispatch.models import Outgoing, PaymentFile
from andrum.dispatch.queries.visible import holds_protected, visible_outgoing


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the user, their name in the log, and the moment."""

    user: User
    by: Actor
    at: datetime

    @property
    def may_download(self) -> bool:
        """A payment file holds every unit's payments: only an administrator may take it out."""
        return has_role(self.user, Role.ADMINISTRATOR)


def visit_of(request: HttpRequest) -> Visit:
    """The one who asks. Raises Http404 for one who is not signed in."""
    user = visitor(request)
    return Visit(user=user, by=actor_of(user), at=timezone.now())


def listed_outgoing(visit: Visit, outgoing_id: int) -> Outgoing:
    """Something in the lists of the visitor. Raises Http404."""
    found = visible_outgoing(user=visit.user, at=visit.at).filter(pk=outgoing_id).first()
    if found is None:
        raise Http404
    return found


def outgoing_of_own_matter(visit: Visit, outgoing_id: int) -> Outgoing:
    """Something that goes out in a matter the visitor may see. Raises Http404."""
    found = Outgoing.objects.select_related("matter__applicant", "decision", "document").filter(pk=outgoing_id).first()
    if found is None or not may_see_matter(visit.user, found.matter, visit.at):
        raise Http404
    return found


def decision_of_own_matter(visit: Visit, decision_id: int) -> Decision:
    """A decision in a matter the visitor may see. Raises Http404."""
    found = Decision.objects.select_related("matter__applicant", "matter__unit").filter(pk=decision_id).first()
    if found is None or not may_see_matter(visit.user, found.matter, visit.at):
        raise Http404
    return found


def file_for(visit: Visit, file_id: int) -> PaymentFile:
    """A payment file the visitor may take out; only named staff when it pays a protected identity. Raises Http404."""
    file = PaymentFile.objects.filter(pk=file_id).first()
    if file is None or not visit.may_download or (holds_protected(file) and not visit.user.may_see_protected):
        raise Http404
    return file
