"""Tables of the room."""

from andrum.applications.models.applications import Application, Kind, Signature, State
from andrum.applications.models.attachments import Attachment, AttachmentState
from andrum.applications.models.supplements import Supplement

__all__ = ["Application", "Attachment", "AttachmentState", "Kind", "Signature", "State", "Supplement"]
