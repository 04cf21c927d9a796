"""What somebody has to do, and when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andrum.cases.models.matters import Matter
from andrum.cases.models.states import TaskKind


class Task(models.Model):
    """A task with a deadline. ``key`` makes the same task come once only."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=20, choices=TaskKind.choices, default=TaskKind.OTHER)
    title = models.CharField(_("att göra"), max_length=200)
    text = models.TextField(blank=True, default="")
    month = models.CharField(max_length=7, blank=True, default="")
    due_date = models.DateField(_("senast"), null=True, blank=True)
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    for_manager = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=150, blank=True, default="")
    key = models.CharField(max_length=160, unique=True, null=True, blank=True)

    class Meta:
        verbose_name = _("uppgift att göra")
        verbose_name_plural = _("uppgifter att göra")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by="") | (Q(done_at__isnull=False) & ~Q(done_by="")),
                name="cases_done_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=("unit", "due_date", "id"), condition=Q(done_at__isnull=True), name="cases_task_open"),
            models.Index(fields=("matter", "done_at", "due_date"), name="cases_task_matter"),
        ]

    def __str__(self) -> str:
        return f"Task {self.pk}"
