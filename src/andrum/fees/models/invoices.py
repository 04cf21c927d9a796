"""What goes to the municipality's invoicing each month."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BasisKind(models.TextChoices):
    """An invoice, or a credit of one."""

    INVOICE = "invoice", _("Faktura")
    CREDIT = "credit", _("Kredit")


class InvoiceRun(models.Model):
    """One run (fakturakörning) for a month in a unit. What it holds never changes: the file is the same each time."""

    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    month = models.CharField(_("månad"), max_length=7)
    number = models.PositiveSmallIntegerField(_("körning"))
    issue_date = models.DateField(_("fakturadag"))
    due_date = models.DateField(_("förfallodag"))
    settings = models.JSONField(_("uppgifter om avsändaren"), encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(_("gjord"))
    made_by = models.CharField(_("gjord av"), max_length=150)
    count = models.PositiveIntegerField(_("antal"), default=0)
    total_ore = models.BigIntegerField(_("summa"), default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("fakturakörning")
        verbose_name_plural = _("fakturakörningar")
        constraints = [models.UniqueConstraint(fields=("unit", "month", "number"), name="fees_run_once")]

    def __str__(self) -> str:
        return f"{self.month}/{self.number}"


class InvoiceBasis(models.Model):
    """The basis (fakturaunderlag) of one month for one person, once; a correction credits it and makes a new one."""

    run = models.ForeignKey(InvoiceRun, on_delete=models.PROTECT, related_name="bases")
    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    month = models.CharField(_("avser"), max_length=7)
    kind = models.CharField(_("slag"), max_length=10, choices=BasisKind.choices)
    round = models.PositiveSmallIntegerField(_("omgång"), default=1)
    number = models.CharField(_("nummer"), max_length=30, unique=True)
    buyer = models.JSONField(_("mottagare"), encoder=DjangoJSONEncoder)
    lines = models.JSONField(_("rader"), encoder=DjangoJSONEncoder)
    amount_ore = models.BigIntegerField(_("belopp"))
    decision = models.ForeignKey("cases.Decision", on_delete=models.PROTECT, related_name="+")
    credits = models.OneToOneField("self", on_delete=models.PROTECT, related_name="credited_by", null=True, blank=True)

    class Meta:
        verbose_name = _("fakturaunderlag")
        verbose_name_plural = _("fakturaunderlag")
        constraints = [
            models.UniqueConstraint(fields=("matter", "month", "kind", "round"), name="fees_basis_once"),
            models.CheckConstraint(condition=Q(amount_ore__gt=0), name="fees_basis_has_amount"),
            models.CheckConstraint(
                condition=Q(kind="credit", credits__isnull=False) | Q(kind="invoice", credits__isnull=True),
                name="fees_credit_of_one",
            ),
            models.CheckConstraint(condition=Q(round__gte=1), name="fees_basis_round"),
        ]
        indexes = [models.Index(fields=("matter", "month"), name="fees_basis_of_matter")]

    def __str__(self) -> str:
        return self.number
