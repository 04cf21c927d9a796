"""Files that the citizen sends with an application or with an answer to a supplement."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.applications.models.applications import Application
from andrum.applications.models.supplements import Supplement


class AttachmentState(models.TextChoices):
    """Kept until signed; then it is a document of the matter."""

    KEPT = "kept", _("Bifogad")
    HANDED_IN = "handed_in", _("Inlämnad")


class Attachment(models.Model):
    """One file. ``page`` and ``item`` say what it proves, for example ``costs`` and ``c2``."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    supplement = models.ForeignKey(
        Supplement, on_delete=models.PROTECT, related_name="attachments", null=True, blank=True
    )
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    page = models.CharField(max_length=40)
    item = models.CharField(max_length=20, blank=True, default="")
    name = models.CharField(_("filnamn"), max_length=120)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("storlek"))
    pages = models.PositiveSmallIntegerField(_("sidor"), default=1)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    position_removed = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=AttachmentState.choices, default=AttachmentState.KEPT)
    added_at = models.DateTimeField(_("bifogad"))

    class Meta:
        verbose_name = _("bilaga")
        verbose_name_plural = _("bilagor")
        constraints = [
            models.UniqueConstraint(
                fields=("application", "page", "item", "sha256"), name="applications_same_file_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Attachment {self.pk}"
