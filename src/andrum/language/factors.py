"""Factor sets: areas and factors as data. A licensed municipality loads its own file."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from andrum.kernel.yaml_text import read_yaml
from andrum.language.vocabulary import LanguageError, Polarity

FRAMEWORKS = ("barn_och_unga", "vuxna", "aldre")
FOLDER = Path(__file__).parent / "data" / "factors"


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor of an area: what a statement may be sorted under. ``cues`` are lemma phrases, lower case."""

    id: str
    polarity: Polarity
    label: str
    cues: tuple[str, ...] = ()
    is_safety: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """An area of life, the question it answers, and its factors."""

    id: str
    name: str
    question: str
    factors: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class FactorSet:
    """The areas of a framework, with version, source and licence."""

    framework: str
    version: str
    title: str
    areas: tuple[Area, ...]
    source: str = ""
    licence: str = ""

    def area(self, id: str) -> Area | None:  # noqa: A002 - the field is called id
        """The area, or None."""
        return next((area for area in self.areas if area.id == id), None)


@lru_cache
def factor_set(framework: str) -> FactorSet:
    """The neutral set that ships with the product. Raises :class:`LanguageError` for an unknown framework."""
    if framework not in FRAMEWORKS:
        raise LanguageError(f"Området {framework!r} är okänt.", todo=f"Välj bland {', '.join(FRAMEWORKS)}.")
    return load_factor_set(FOLDER / f"{framework}.yaml")


def load_factor_set(path: Path) -> FactorSet:
    """A set from a YAML file. Raises :class:`LanguageError` that says what is wrong and where."""
    try:
        data = read_yaml(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise LanguageError(f"Faktorfilen {path.name} går inte att läsa.", todo="Kontrollera namnet.") from None
    except yaml.YAMLError as error:
        raise LanguageError(f"Faktorfilen {path.name} är inte YAML: {error}.", todo="Rätta filen.") from None
    try:
        made = FactorSet(
            framework=str(data["framework"]),
            version=str(data["version"]),
            title=str(data["title"]),
            areas=tuple(_area(area) for area in data["areas"]),
            source=str(data.get("source", "")),
            licence=str(data.get("licence", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        what = f"Faktorfilen {path.name} saknar eller har fel i {error}."
        raise LanguageError(what, todo="Jämför med filerna som följer med.") from None
    if made.framework not in FRAMEWORKS or not made.areas:
        what = f"Faktorfilen {path.name} har området {made.framework!r} och {len(made.areas)} delområden."
        raise LanguageError(what, todo=f"Området ska vara ett av {', '.join(FRAMEWORKS)}, med minst ett delområde.")
    return made


def _area(data: dict[str, object]) -> Area:
    factors = data["factors"]
    if not isinstance(factors, list):
        raise TypeError("factors")
    return Area(str(data["id"]), str(data["name"]), str(data.get("question", "")), tuple(_factor(f) for f in factors))


def _factor(data: dict[str, object]) -> Factor:
    cues = data.get("cues", [])
    return Factor(
        id=str(data["id"]),
        polarity=Polarity(str(data["polarity"])),
        label=str(data["label"]),
        cues=tuple(str(cue) for cue in cues) if isinstance(cues, list) else (),
        is_safety=bool(data.get("safety", False)),
    )
