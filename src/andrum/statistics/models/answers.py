"""What a person has answered about an adult in a household, for a month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """One answer by a code. Never changed: a later one takes its place."""

    matter = models.ForeignKey("cases.Matter", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    month = models.CharField(_("månad"), max_length=7)
    question = models.CharField(_("fråga"), max_length=30)
    code = models.CharField(_("kod"), max_length=10)
    answered_at = models.DateTimeField(_("svarat"))
    answered_by = models.CharField(_("svarat av"), max_length=150)

    class Meta:
        verbose_name = _("uppgift till statistiken")
        verbose_name_plural = _("uppgifter till statistiken")
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="statistics_answer_is_something")]
        indexes = [models.Index(fields=("month", "matter", "id"), name="statistics_answers_of_month")]

    def __str__(self) -> str:
        return f"Answer {self.pk}"
