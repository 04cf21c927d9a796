"""Published seeds for draws by lot."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DrawSeed(models.Model):
    """The seed of a day: the head of the log as it stood when the day before was over. Anybody can repeat the draw."""

    day = models.DateField(_("dag"), unique=True)
    seed = models.CharField(_("frö"), max_length=64)
    event_count = models.PositiveBigIntegerField(default=0)
    published_at = models.DateTimeField(_("publicerat"))

    class Meta:
        verbose_name = _("lottningsfrö")
        verbose_name_plural = _("lottningsfrön")

    def __str__(self) -> str:
        return f"DrawSeed {self.day}"
