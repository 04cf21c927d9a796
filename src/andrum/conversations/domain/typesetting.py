"""The client's copy as a tagged PDF (PDF/UA-1). What was said goes in as data, never as source."""

import json
from functools import lru_cache
from pathlib import Path
from threading import Lock

import typst

TEMPLATE = Path(__file__).parents[1] / "letters" / "copy.typ"
_lock = Lock()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts)


def copy_as_pdf(*, title: str, text: str, sender: str, is_signed: bool) -> bytes:
    """The note as it stands, in large type; says on it when it is not signed yet."""
    data = {"title": title, "sender": sender, "signed": is_signed, "parts": parts_of(text)}
    with _lock:  # one compiler a process, kept warm
        pdf = _compiler().compile(
            format="pdf", sys_inputs={"copy": json.dumps(data, ensure_ascii=False)}, pdf_standards=["ua-1"]
        )
    if not isinstance(pdf, bytes):
        raise TypeError("The copy became no single file.")
    return pdf


def parts_of(text: str) -> list[dict[str, object]]:
    """The parts of the text: a heading, when the first line is no sentence, rows with a dash, and plain rows."""
    parts: list[dict[str, object]] = []
    for number, block in enumerate(text.split("\n\n")):
        rows = block.splitlines()
        heading = rows.pop(0) if number and len(rows) > 1 and not rows[0].endswith(".") else ""
        parts.append({"heading": heading, "rows": [_row(row) for row in rows]})
    return parts


def _row(row: str) -> dict[str, object]:
    return {"dash": row.startswith("– "), "text": row.removeprefix("– ")}
