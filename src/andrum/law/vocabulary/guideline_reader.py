"""Taking a municipality's choices out of its dated files, and saying plainly what is wrong or missing."""

from typing import Final

from andrum.kernel.periods import Month
from andrum.law.vocabulary.parameter_files import Family, ParameterFileError, family_for
from andrum.law.vocabulary.parameters import Parameter
from andrum.law.vocabulary.rounding import ROUNDINGS, Rounding

MOST: Final = 10**14


class NoGuidelinesError(ParameterFileError):
    """The municipality has no guidelines for the month: nothing can be counted, and a person takes the matter."""


class GuidelineReader:
    """Takes values out of the families that apply in a month and says plainly what is wrong or missing."""

    def __init__(self, families: tuple[Family, ...], month: Month) -> None:
        self.month = month
        self.families = families
        self.used: dict[str, Parameter] = {}

    def family(self, name: str) -> Family:
        """The family that applies in the month. Raises NoGuidelinesError."""
        found = family_for(self.families, name, self.month)
        if found is None:
            todo = f"Lägg till en fil med name: {name} och valid_from senast {self.month.first_day}."
            raise NoGuidelinesError(f"{name}-*.yaml", "", f"riktlinjer saknas för {self.month.in_words}.", todo)
        self.used.update({parameter.id: parameter for parameter in found.parameters.values()})
        return found

    def parameter(self, family: Family, place: str) -> Parameter:
        """A value that must be there. Raises ParameterFileError."""
        if place not in family.parameters:
            file = f"{family.name}-{family.valid_from}.yaml"
            raise ParameterFileError(file, place, "värdet saknas.", "Lägg till det; se docs/reference/law.md.")
        return family.parameters[place]

    def wrong(self, parameter: Parameter, todo: str) -> ParameterFileError:
        """The fault of a value that cannot be used."""
        file = f"{parameter.id.partition('.')[0]}-{parameter.valid_from}.yaml"
        return ParameterFileError(file, parameter.id.partition(".")[2], "värdet går inte att använda.", todo)

    def whole(self, family: Family, place: str, least: int = 0, most: int = MOST) -> int:
        """A whole number within bounds. Raises ParameterFileError."""
        parameter = self.parameter(family, place)
        if not isinstance(parameter.value, int) or not least <= parameter.value <= most:
            raise self.wrong(parameter, f"Skriv ett tal mellan {least} och {most}.")
        return parameter.value

    def word(self, family: Family, place: str, *words: str) -> str:
        """One of some words. Raises ParameterFileError."""
        parameter = self.parameter(family, place)
        if not isinstance(parameter.value, str) or parameter.value not in words:
            raise self.wrong(parameter, f"Välj något av: {', '.join(words)}.")
        return parameter.value

    def rounding(self, family: Family, place: str) -> Rounding:
        """A way to round. Raises ParameterFileError."""
        return ROUNDINGS[self.word(family, place, *ROUNDINGS)]
