"""Filters and tags for every template: ``{% load andrum %}``."""

from datetime import date, datetime

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from andrum.kernel.clock import SWEDEN
from andrum.kernel.errors import AndrumError
from andrum.kernel.identity import PersonalNumber
from andrum.kernel.money import kronor as write_kronor
from andrum.kernel.periods import Month, day_in_english, day_in_words
from andrum.site.stored_words import in_readers_language

register = template.Library()

NOTICE_ICONS = {
    "info": "info",
    "done": "circle-check",
    "worry": "triangle-alert",
    "waiting": "hourglass",
    "stop": "octagon-x",
}


def _in_english() -> bool:
    return (get_language() or "sv").startswith("en")


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value, SWEDEN) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an outlined icon of the sprite; decorative unless ``label`` says what it means."""
    address = f"{static('site/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', address)


@register.filter
def notice_icon(kind: str) -> str:
    """The icon that belongs to a meaning: info, done, worry, waiting or stop."""
    return NOTICE_ICONS.get(kind, "info")


@register.filter
def kronor(ore: object) -> str:
    """Öre to ``12 345 kr``; an empty text for what is not a whole number."""
    return write_kronor(ore) if isinstance(ore, int) and not isinstance(ore, bool) else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """``22 november 2026``."""
    if value is None:
        return ""
    moment = _local(value)
    return day_in_english(moment) if _in_english() else day_in_words(moment)


@register.filter
def clock(value: datetime | None) -> str:
    """``14.30``."""
    if value is None:
        return ""
    return f"{_local(value):%H:%M}" if _in_english() else f"{_local(value):%H.%M}"


@register.filter
def moment(value: datetime | None) -> str:
    """``22 november 2026 kl. 14.30``."""
    if value is None:
        return ""
    at = _("kl.")
    return f"{day(value)} {at} {clock(value)}"


def _month_of(value: str | Month | date) -> Month:
    if isinstance(value, Month):
        return value
    return Month.of(value) if isinstance(value, date) else Month.parse(value)


@register.filter
def month(value: str | Month | date | None) -> str:
    """``2026-11`` to ``november 2026``; other texts are left as they are."""
    if value is None or value == "":
        return ""
    try:
        found = (
            value if isinstance(value, Month) else Month.of(value) if isinstance(value, date) else Month.parse(value)
        )
    except AndrumError:
        return str(value)
    return found.in_english if _in_english() else found.in_words


@register.filter
def said(text: object) -> str:
    """A stored text, or one from the law, in the language of the reader where it has a translation."""
    return in_readers_language(str(text)) if text else ""


@register.filter
def masked(number: str) -> str:
    """``19900101-••••``."""
    return PersonalNumber(str(number)).masked if number else ""


@register.filter
def with_hyphen(number: str) -> str:
    """``19900101-9802``; only where the whole number is needed."""
    return PersonalNumber(str(number)).with_hyphen if number else ""


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The query string of this page with some parameters changed; an empty value takes one away."""
    params = context["request"].GET.copy()
    for key, value in changes.items():
        params.pop(key, None)
        if value not in ("", None):
            params[key] = str(value)
    return f"?{params.urlencode()}" if params else "?"


@register.filter
def notice_word(kind: str) -> str:
    """The word that says the meaning to one who cannot see the colour."""
    return {
        "done": _("Klart:"),
        "worry": _("Observera:"),
        "waiting": _("Väntar:"),
        "stop": _("Stopp:"),
    }.get(kind, _("Information:"))


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A notice with anything inside: ``{% notice "worry" title %} … {% endnotice %}``."""
    return SafeString(
        render_to_string("site/components/notice.html", {"kind": kind, "title": title, "body": SafeString(content)})
    )
