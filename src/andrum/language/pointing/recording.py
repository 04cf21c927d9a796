"""Answers as a file, so that a result can be made again byte for byte without the model."""

import json
from collections import deque
from dataclasses import dataclass, field

from andrum.language.pointing.vocabulary import Json, LanguageModel, ModelUnavailableError, Question
from andrum.language.vocabulary import LanguageError

FORMAT = "andrum-utpekning/1"
LARGEST = 50_000_000


@dataclass(slots=True)
class Recorder:
    """Passes questions on and keeps the answers. Questions are kept by their fingerprint alone, not their words."""

    inner: LanguageModel
    _answers: list[Json] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the model behind."""
        return self.inner.name

    def answer(self, question: Question) -> str:
        """The model's answer, kept; a fault is kept too."""
        row: Json = {"question": question.fingerprint, "kind": question.name}
        try:
            text = self.inner.answer(question)
        except ModelUnavailableError as fault:
            self._answers.append({**row, "fault": fault.why})
            raise
        self._answers.append({**row, "answer": text})
        return text

    def as_text(self) -> str:
        """The recording as it is written to a file."""
        whole = {"format": FORMAT, "model": self.name, "answers": self._answers}
        return json.dumps(whole, ensure_ascii=True, indent=1) + "\n"


class Replay:
    """Answers from a recording: each question as it was answered, in the same order when it was asked again."""

    def __init__(self, text: str) -> None:
        """Raises :class:`LanguageError` when the text is no recording."""
        data = _recording(text)
        self._name = str(data.get("model", ""))
        self._answers: dict[str, deque[Json]] = {}
        for row in data["answers"]:
            self._answers.setdefault(row["question"], deque()).append(row)

    @property
    def name(self) -> str:
        """The name of the model that was recorded."""
        return self._name

    def answer(self, question: Question) -> str:
        """What was answered then; a fault is raised as it was then."""
        rows = self._answers.get(question.fingerprint)
        if not rows:
            raise ModelUnavailableError("saknas i inspelningen")
        row = rows.popleft()
        if "fault" in row:
            raise ModelUnavailableError(str(row["fault"]))
        return str(row["answer"])


def _recording(text: str) -> Json:
    try:
        data = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        data = None
    rows = data.get("answers") if isinstance(data, dict) and data.get("format") == FORMAT else None
    if not isinstance(rows, list) or not all(_is_row(row) for row in rows):
        raise LanguageError(
            "Inspelningen går inte att läsa.", todo=f"Ange en fil som andrum converse --record har skrivit ({FORMAT})."
        )
    return dict(data) if isinstance(data, dict) else {}


def _is_row(row: object) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        return False
    return isinstance(row.get("answer"), str) != isinstance(row.get("fault"), str)
