"""The living style guide: every part that pages are made of, with made-up content."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from andrum.site.roles import roles_of


class ExampleForm(forms.Form):
    """One field of each kind."""

    rent = forms.CharField(
        label="Hur mycket betalar du i hyra?", help_text="Vi behöver det för att räkna ut vad du har rätt till."
    )
    home = forms.ChoiceField(
        label="Hur bor du?",
        widget=forms.RadioSelect,
        choices=[("rented", "Hyresrätt"), ("owned", "Bostadsrätt eller hus"), ("lodger", "Inneboende")],
    )
    story = forms.CharField(label="Vill du berätta något mer?", widget=forms.Textarea, required=False)
    file = forms.FileField(
        label="Hyresavi", help_text="Ta en bild med telefonen eller välj en fil. PDF, JPEG eller PNG.", required=False
    )
    sure = forms.BooleanField(label="Jag har svarat så rätt jag kan")


RECEIPT = [
    {"label": "Riksnorm", "kind": "group"},
    {"label": "Två vuxna", "amount": 869000, "href": "#", "detail": "30 dagar, lunch hemma"},
    {"label": "Barn 4–6 år", "amount": 400000, "href": "#"},
    {"label": "Skäliga kostnader", "kind": "group"},
    {"label": "Hyra", "amount": 842000, "href": "#", "detail": "högst 9 100 kr för fyra personer"},
    {"label": "Hushållsel", "amount": 61250, "before": 58000},
    {"label": "Behov", "amount": 2172250, "kind": "subtotal"},
    {"label": "Inkomster", "kind": "group"},
    {"label": "Barnbidrag", "amount": -125000},
    {"label": "Sjukpenning", "unknown": "Uppgift saknas", "detail": "Försäkringskassan svarade inte"},
]

NOW = datetime(2026, 11, 22, 13, 2, tzinfo=UTC)
COLUMNS = [
    {"label": "Klart senast", "sort": "klart"},
    {"label": "Ärende"},
    {"label": "Varför det stannade"},
    {"label": "Belopp", "number": True, "sort": "belopp"},
]
ROWS = [
    [
        {"text": "i dag", "status": "worry"},
        {"text": "EB-2026-000123", "href": "#"},
        {"text": "Inkomsten skiljer sig från registret."},
        {"text": "4 210 kr", "number": True},
    ],
    [
        {"text": "24 nov", "status": "waiting"},
        {"text": "EB-2026-000131", "href": "#"},
        {"text": "Ny ansökan."},
        {"text": "12 345 kr", "number": True},
    ],
    [
        {"text": "1 dec"},
        {"text": "EB-2026-000140", "href": "#"},
        {"text": "Hyresavin saknas."},
        {"text": "8 900 kr", "number": True},
    ],
]
ENTRIES = [
    {
        "at": NOW,
        "title": "Beslut: bifall 12 345 kr",
        "who": "Automatiserad handläggning",
        "icon": "gavel",
        "href": "#",
    },
    {"at": NOW, "title": "Uppgifter hämtade", "text": "Sex av sju register svarade.", "icon": "server"},
    {"at": NOW, "title": "Ansökan kom in", "who": "Sökande", "icon": "file-text"},
]


def _context() -> dict[str, Any]:
    """Made-up content for every part."""
    return {
        "form": ExampleForm(),
        "wrong": ExampleForm(data={"rent": ""}),
        "receipt": RECEIPT,
        "not_counted": [
            {"label": "Bredband över 400 kr", "amount": 9900, "why": "kommunen godtar högst 400 kr i månaden."}
        ],
        "left": {"source": "Du har sagt", "value": "8 500 kr", "detail": "ansökan 20 november 2026"},
        "right": {"source": "Försäkringskassan", "value": "9 120 kr", "detail": "hämtat 22 november 2026"},
        "columns": COLUMNS,
        "rows": ROWS,
        "steps": [
            {"text": "Kommunicerat", "state": "done"},
            {"text": "Skäl", "state": "now"},
            {"text": "Beslut", "state": "later"},
        ],
        "entries": ENTRIES,
        "tabs": [
            {"text": "Väntar", "href": "#", "current": True, "count": 3},
            {"text": "Klara", "href": "#", "count": 41},
        ],
        "page": Paginator(range(90), 30).page(2),
        "spans": [
            {"words": "Norr", "value": "78 % (62–89 %) av 41 beslut", "low": 0.62, "high": 0.89, "share": 0.78},
            {"words": "Söder", "value": "mellan 40 och 95 %", "low": 0.4, "high": 0.95, "share": None},
        ],
        "bars": [
            {"words": "Samma dag", "value": "31", "amount": 31},
            {"words": "Dagen efter", "value": "12", "amount": 12},
            {"words": "Senare", "value": "0", "amount": 0},
        ],
        "colours": ["fjord", "moss", "rust", "slate", "amber", "crimson"],
    }


def show(request: HttpRequest) -> HttpResponse:
    """Show it to staff, and to all in the demo."""
    if not settings.ANDRUM_DEMO and not roles_of(request) - {"citizen"}:
        raise Http404
    return render(request, "site/style_guide.html", _context())
