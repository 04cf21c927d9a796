"""Division that ends in whole öre or kronor, the way the municipality has decided; runs on columns too."""

from dataclasses import dataclass
from typing import Final, Literal

from andrum.law.vocabulary.arithmetic import A

Direction = Literal["down", "up", "nearest"]


@dataclass(frozen=True, slots=True)
class Rounding:
    """To whole steps of ``unit`` öre, downwards, upwards or to the nearest (a half upwards)."""

    direction: Direction
    unit: int

    def divide(self, amount: A, divisor: A | int) -> A:
        """``amount / divisor``, rounded. The divisor is positive."""
        step = divisor * self.unit
        if self.direction == "nearest":
            return (amount + step // 2) // step * self.unit
        if self.direction == "up":
            return (amount + step - 1) // step * self.unit
        return amount // step * self.unit


ROUNDINGS: Final = {
    f"{direction}_{name}": Rounding(direction, unit)
    for direction in ("down", "up", "nearest")
    for name, unit in (("ore", 1), ("krona", 100))
}
"""The words a parameter file may use: ``nearest_krona``, ``up_ore`` and so on."""
