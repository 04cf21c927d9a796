"""Charts drawn on the server: ``{% load charts %}``. Each stands above a table with the same figures."""

from collections.abc import Mapping, Sequence

from django import template

register = template.Library()
ROW, WORDS, VALUE, LINE, SCALE = 84, 20, 44, 64, 28
BAR_ROW = 56
"""Places in pixels: the height of a row, its two lines of text and its line, and the room for the scale."""


@register.inclusion_tag("site/components/span_chart.html")
def span_chart(chart_id: str, title: str, rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Shares between 0 and 1, each with its span.

    Args:
        chart_id: What its parts are called in the page.
        title: The question that it answers.
        rows: For each: ``words``, ``value`` (the figures in words), ``low``, ``high`` and ``share``; None is unknown,
            and not drawn.
    """
    return {
        "id": chart_id,
        "title": title,
        "said": " ".join(f"{row['words']}: {row['value']}." for row in rows),
        "rows": [_placed(row, at * ROW) for at, row in enumerate(rows)],
        "height": len(rows) * ROW + SCALE,
        "scale_at": len(rows) * ROW + SCALE - 8,
    }


def _placed(row: Mapping[str, object], top: int) -> dict[str, object]:
    low, high = _per_cent(row.get("low")), _per_cent(row.get("high"))
    return {
        "words": row["words"], "value": row["value"], "words_at": top + WORDS, "value_at": top + VALUE,
        "at": top + LINE, "low": low, "high": high, "has_span": bool(low and high),
        "share": _per_cent(row.get("share")),
    }  # fmt: skip


def _per_cent(share: object) -> str:
    """With a point, as SVG has it; empty when it is not known."""
    return f"{share * 100:.2f}" if isinstance(share, int | float) else ""


@register.inclusion_tag("site/components/bar_chart.html")
def bar_chart(chart_id: str, title: str, rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Amounts as bars beside each other, the largest the whole width.

    Args:
        chart_id: What its parts are called in the page.
        title: The question that it answers.
        rows: For each: ``words``, ``value`` (the figure in words) and ``amount`` (a number, or None when it is unknown
            and no bar is drawn); ``whole``, the same in every row, is what a full bar means (else the largest amount).
    """
    amounts = [amount for row in rows if isinstance(amount := row.get("amount"), int | float)]
    wholes = [whole for row in rows if isinstance(whole := row.get("whole"), int | float)]
    whole = max([*wholes, *amounts], default=0)
    return {
        "id": chart_id,
        "title": title,
        "said": " ".join(f"{row['words']}: {row['value']}." for row in rows),
        "rows": [_bar(row, at * BAR_ROW, whole) for at, row in enumerate(rows)],
        "height": len(rows) * BAR_ROW,
    }


def _bar(row: Mapping[str, object], top: int, whole: float) -> dict[str, object]:
    amount = row.get("amount")
    share = amount / whole if whole and isinstance(amount, int | float) else None
    return {
        "words": row["words"], "value": row["value"], "words_at": top + WORDS, "bar_at": top + WORDS + 10,
        "share": _per_cent(share),
    }  # fmt: skip
