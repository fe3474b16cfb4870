"""Metric measures, and what all measures share: rounding, dates, the space that does not break."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

System = Literal["metric", "us"]
NBSP = "\u00a0"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: float, digits: int = 0) -> str:
    """``value`` rounded half up, without a trailing ``.0``."""
    scale = 10**digits
    rounded = math.floor(abs(value) * scale + 0.5) / scale
    text = f"{rounded:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if digits else text
    return f"−{text}" if value < 0 and rounded else text


def value_of(text: str) -> float:
    """The number that :func:`number` wrote."""
    return float(text.replace("−", "-"))


def tenths(value: float) -> str:
    """``value`` with exactly one decimal, rounded half up."""
    return f"{math.floor(value * 10 + 0.5) / 10:.1f}"


class Measures:
    """Metric measures: kilometres, kilograms, millilitres, degrees Celsius, the day before the month.

    Every method takes the plan's metric number and returns words with a space that does not break.
    """

    system: System = "metric"
    km_unit, ml_unit = "km", "ml"
    bottle_ml, bottle = 500.0, f"500{NBSP}ml"

    def km(self, km: float) -> str:
        """The number of kilometres alone: ``42.2``."""
        return number(km, 1)

    def distance(self, km: float) -> str:
        """``42.2 km``."""
        return f"{self.km(km)}{NBSP}{self.km_unit}"

    def whole_distance(self, km: float) -> str:
        """A week's distance: ``60 km``."""
        return f"{number(value_of(self.km(km)))}{NBSP}{self.km_unit}"

    def climb(self, metres: float) -> str:
        """``+300 m``."""
        return f"+{number(metres)}{NBSP}m"

    def pace(self, minutes_per_km: float) -> str:
        """``5:20 /km``."""
        seconds = round(60 * minutes_per_km)
        return f"{seconds // 60}:{seconds % 60:02d} /km"

    def mass(self, kg: float) -> str:
        """Body mass: ``70.5 kg``."""
        return f"{number(kg, 1)}{NBSP}kg"

    def temperature(self, celsius: float) -> str:
        """``18 °C``."""
        return f"{number(celsius)}{NBSP}°C"

    def ml(self, ml: float) -> str:
        """The number of a drink alone: ``250``."""
        return number(ml)

    def drink(self, ml: float) -> str:
        """A drink: ``250 ml``."""
        return f"{self.ml(ml)}{NBSP}{self.ml_unit}"

    def litres(self, litres: float) -> str:
        """The number of a larger volume alone: ``2.9``."""
        return tenths(litres)

    def volume(self, litres: float, most: float | None = None) -> str:
        """A larger volume, or its range: ``2.9 L``, ``0.7–1.3 L``."""
        return f"{self._between(self.litres, litres, most)}{NBSP}L"

    def concentration(self, mg_per_l: float) -> str:
        """Sodium in a drink: ``520 mg per litre``."""
        return f"{number(mg_per_l)}{NBSP}mg per litre"

    def total(self, sizes: Iterable[float]) -> str:
        """The number alone that drinks add up to, as who adds up what is said of each: ``1400``."""
        return self.ml(sum(sizes))

    def drinks(self, sizes: Iterable[float]) -> str:
        """What drinks add up to: ``1.4 L``."""
        return self.volume(sum(sizes) / 1000)

    def grams(self, grams: float) -> str:
        """Food on a plate: ``75 g``."""
        return f"{number(grams)}{NBSP}g"

    def bought(self, amount: float, *, poured: bool = False) -> str:
        """Food to buy in g, or poured in ml, rounded up: 5 below 100, 10 below 1000, 50 above, 100 from 5000."""
        return self.pack(_in_steps(amount), poured=poured)

    def pack(self, amount: float, *, poured: bool = False) -> str:
        """A pack as its label says: ``500 g``, ``1.5 kg``, ``1 L``."""
        small, large = ("ml", "L") if poured else ("g", "kg")
        whole = number(amount)
        return f"{whole}{NBSP}{small}" if value_of(whole) < 1000 else f"{number(amount / 1000, 2)}{NBSP}{large}"

    def left(self, amount: float, needed: float, *, poured: bool = False) -> str:
        """What is left of an amount when what is needed is taken from it, rounded up as it is printed."""
        rest = amount - _in_steps(needed)
        step = 5 if rest < 1000 else 10
        return self.pack(step * (rest // step) if rest >= 5 else amount - needed, poured=poured)

    def amount(self, words: str) -> str:
        """A household amount: ``½ cup``, ``30 g``."""
        return words

    def day_month(self, iso: str) -> str:
        """``2026-11-23`` as ``23 Nov``; anything else as it is."""
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return self._dated(day.day, _MONTHS[day.month - 1])

    def prose(self, words: str) -> str:
        """Words of the plan with the measures in them."""
        return words

    def _dated(self, day: int, month: str) -> str:
        return f"{day}{NBSP}{month}"

    def _between(self, say: Callable[[float], str], low: float, high: float | None) -> str:
        ends = [say(low)] if high is None else [say(low), say(high)]
        return "–".join(dict.fromkeys(ends))


def _in_steps(amount: float) -> float:
    step = 5 if amount <= 95 else 10 if amount <= 990 else 50 if amount < 5000 else 100
    return math.ceil(max(0.0, amount) / step - 1e-9) * step
