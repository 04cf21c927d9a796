"""Turn a letter's data into a tagged PDF (PDF/UA-1).

All text about a person goes in as JSON data, never as source, so nothing a person wrote can be run.
"""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock

os.environ.setdefault("RAYON_NUM_THREADS", "1")  # a short letter: sharing it between threads costs more than it saves
import typst

from andrum.dispatch.domain.text import breakable, readable

JSON = None | bool | int | str | Sequence["JSON"] | Mapping[str, "JSON"]

LETTERS = Path(__file__).parents[1] / "letters"
ROOMS = Path(__file__).parents[2]
"""A template may take in another by its path from here: the sheet of paper is the same for all."""
_lock = Lock()
_compilers: dict[Path, typst.Compiler] = {}


def _made_readable(data: JSON) -> JSON:
    if isinstance(data, str):
        return breakable(readable(data))
    if isinstance(data, Mapping):
        return {key: _made_readable(value) for key, value in data.items()}
    if isinstance(data, Sequence):
        return [_made_readable(value) for value in data]
    return data


def typeset(*, template: str | Path, letter: Mapping[str, JSON], at: datetime) -> bytes:
    """Write a letter as PDF/UA-1; the same data and moment give the same bytes.

    Args:
        template: Name of a file among the letters, for example ``decision.typ``, or the path of another room's own.
        letter: What the template needs.
        at: The moment written in the file, with time zone.
    """
    inputs = {"letter": json.dumps(_made_readable(letter), ensure_ascii=False)}
    path = LETTERS / template  # a whole path stands as it is
    with _lock:  # one compiler a process, kept warm: the fonts are read once
        compiler = _compilers.get(path)
        if compiler is None:
            fonts = typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(LETTERS / "fonts")]
            )
            compiler = _compilers[path] = typst.Compiler(str(path), root=str(ROOMS), font_paths=fonts)
        pdf = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=int(at.timestamp()))
    if not isinstance(pdf, bytes):
        raise TypeError("The letter became no single file.")
    return pdf
