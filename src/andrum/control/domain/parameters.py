"""Control's dated parameters: steps of shares, risks that are always reviewed, causes and days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from andrum.control.domain.bounds import reviews_needed
from andrum.control.domain.errors import ControlParameterError
from andrum.kernel.dated_files import content_of, file_in_force

OWN_FOLDER: Final = Path(__file__).parents[1] / "parameters"
STATUSES: Final = ("confirmed", "derived")
CONFIRMERS: Final = ("reviewer", "unit_manager", "either")
RISKS: Final = (
    "near_limit", "changed_rules", "first_for_person", "changed_amount", "differences", "children", "other_language",
)  # fmt: skip
"""The risks that can be told from a decision. None of them is a person's sex, origin, faith, disability, sexual
orientation or age, and a file cannot name another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step down: the share that is reviewed, and what must have been shown before. ``bound`` is 0 to 1."""

    share: Fraction
    reviews: int
    bound: Fraction


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the municipality has decided about its control, as of a day."""

    version: str
    reference: str
    status: str
    steps: tuple[Step, ...]
    risks: Mapping[str, str]
    causes: Mapping[str, str]
    near_limit_share: Fraction
    changed_rules_reviews: int
    review_days: int
    confirmed_by: str
    look_back_days: int
    log_share: Fraction
    log_least: int
    log_most: int
    small_cell: int


def parameters_for(day: date, folder: Path | None = None) -> Parameters:
    """The parameters in force on a day; the municipality's own folder first.

    Raises:
        ControlParameterError: when no file applies, or the one that does cannot be used.
    """
    path = file_in_force("control", day=day, folders=(folder, OWN_FOLDER), error=ControlParameterError)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int) -> Parameters:
    return _Reader(path.name, content_of(path, needs=(), error=ControlParameterError)).parameters()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file; every fault says which field and how to mend it."""

    name: str
    content: Mapping[str, object]

    def parameters(self) -> Parameters:
        if self.content["status"] not in STATUSES:
            self._wrong("status är inte confirmed eller derived", "Skriv confirmed när någon har kontrollerat filen.")
        confirmed_by = str(self._value("confirmed_by"))
        if confirmed_by not in CONFIRMERS:
            self._wrong("värdet confirmed_by är okänt", f"Skriv ett av {', '.join(CONFIRMERS)}.")
        return Parameters(
            version=f"{self.content['name']}@{self.content['valid_from']}",
            reference=str(self.content["reference"]),
            status=str(self.content["status"]),
            steps=self._steps(),
            risks=self._words("risks", RISKS),
            causes=self._words("causes"),
            near_limit_share=self._share("near_limit_share"),
            changed_rules_reviews=self._whole("changed_rules_reviews"),
            review_days=self._whole("review_days"),
            confirmed_by=confirmed_by,
            look_back_days=self._whole("look_back_days"),
            log_share=self._share("log_share"),
            log_least=self._whole("log_least"),
            log_most=self._whole("log_most"),
            small_cell=self._whole("small_cell"),
        )

    def _wrong(self, what: str, todo: str) -> None:
        raise ControlParameterError(f"{self.name}: {what}.", todo=todo)

    def _value(self, name: str) -> object:
        values = self.content.get("values")
        row = values.get(name) if isinstance(values, Mapping) else None
        if not isinstance(row, Mapping) or "value" not in row:
            self._wrong(f"värdet {name} saknas", "Lägg till det med value och words.")
            return None
        return row["value"]

    def _whole(self, name: str) -> int:
        number = self._value(name)
        if isinstance(number, bool) or not isinstance(number, int) or number < 0:
            self._wrong(f"värdet {name} är inget helt tal", "Skriv ett helt tal, till exempel 10.")
            return 0
        return number

    def _share(self, name: str) -> Fraction:
        return self._fraction(self._value(name), name)

    def _fraction(self, value: object, name: str, most: int = 1) -> Fraction:
        try:
            part = Fraction(str(value))
        except (ValueError, ZeroDivisionError):
            part = Fraction(-1)
        if isinstance(value, bool) or not 0 < part <= most:
            self._wrong(f"värdet {name} är ingen andel", "Skriv till exempel 1/5.")
        return part

    def _words(self, field: str, known: tuple[str, ...] = ()) -> Mapping[str, str]:
        rows = self.content.get(field)
        if not isinstance(rows, Mapping) or not rows:
            self._wrong(f"fältet {field} saknas", "Skriv en rad för varje, med ord.")
            return {}
        for code in rows:
            if known and code not in known:
                self._wrong(f"{field} har det okända {code}", f"Välj bland {', '.join(known)}.")
        return {str(code): str(words) for code, words in rows.items()}

    def _steps(self) -> tuple[Step, ...]:
        rows = self.content.get("steps")
        if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
            self._wrong("fältet steps saknas", "Skriv en lista med share, reviews och bound_percent.")
            return ()
        steps = tuple(self._step(row) for row in rows)
        if steps[0] != Step(Fraction(1), 0, Fraction(1)):
            self._wrong("första steget är inte allt", "Börja med share: 1, reviews: 0 och bound_percent: 100.")
        for before, after in pairwise(steps):
            if after.share >= before.share or after.bound >= before.bound or after.reviews < before.reviews:
                self._wrong("stegen kommer inte i ordning", "Varje steg ska ha lägre andel och strängare gräns.")
            if after.reviews < (needed := reviews_needed(bound=after.bound)):
                self._wrong(
                    f"steget {after.share} lovar mer än granskningarna kan visa", f"Skriv minst reviews: {needed}."
                )
        return steps

    def _step(self, row: Mapping[str, object]) -> Step:
        reviews = row.get("reviews")
        if isinstance(reviews, bool) or not isinstance(reviews, int) or reviews < 0:
            self._wrong("ett steg saknar reviews", "Skriv ett helt tal.")
            reviews = 0
        bound = self._fraction(row.get("bound_percent"), "bound_percent", most=100) / 100
        return Step(share=self._fraction(row.get("share"), "share"), reviews=reviews, bound=bound)
