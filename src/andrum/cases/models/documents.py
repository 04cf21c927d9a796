"""Documents that came in or were made in a matter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from andrum.cases.models.matters import Matter
from andrum.cases.models.states import DocumentSource


class Document(models.Model):
    """A document (handling), kept whole with the hash of its content."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=40)
    title = models.CharField(_("namn"), max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    received_at = models.DateTimeField()
    source = models.CharField(max_length=12, choices=DocumentSource.choices)
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handlingar")
        indexes = [models.Index(fields=("matter", "-received_at"), name="cases_document_timeline")]

    def __str__(self) -> str:
        return f"Document {self.pk}"
