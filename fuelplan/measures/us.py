"""US customary measures: conversion factors from pint, and a strict grammar that finds the metric ones in prose."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable

from fuelplan.measures.metric import NBSP, Measures, System, number, value_of
from fuelplan.portions import in_kitchen_numbers
from fuelplan.units import CM, DEG_C, DEG_F, FLUID_OUNCE, FOOT, INCH, KG, KM, LB, MILE, ML, OUNCE, G, M, quantity

_KM_A_MILE = float(quantity(1, MILE).m_as(KM))
_KG_A_POUND = float(quantity(1, LB).m_as(KG))
_CM_AN_INCH = float(quantity(1, INCH).m_as(CM))
_M_A_FOOT = float(quantity(1, FOOT).m_as(M))
_ML_A_FLUID_OUNCE = float(quantity(1, FLUID_OUNCE).m_as(ML))
_G_AN_OUNCE = float(quantity(1, OUNCE).m_as(G))
_FREEZING_F, _BOILING_F = (float(quantity(celsius, DEG_C).m_as(DEG_F)) for celsius in (0.0, 100.0))
_F_A_DEGREE = (_BOILING_F - _FREEZING_F) / 100.0
_OVEN_C, _OVEN_STEP_F = 100.0, 25.0
_WHOLE_FROM_KM = 15.0
_OUNCES_A_POUND = 16

_NUMBER = r"(?<![\d.])\d{1,6}(?:\.\d{1,3})?(?![\d])"
_RANGE = rf"{_NUMBER}(?:(?:–|\sto\s|\sor\s){_NUMBER})?"
_METRIC = re.compile(
    rf"(?P<pace>\d{{1,2}}:\d\d)\s/km\b"
    rf"|(?P<degrees>{_RANGE})\s°C\s(?P<than>hotter|cooler)"
    rf"|(?P<values>{_RANGE})\s(?P<unit>s/km|km|kg|cm|°C|ml|L|m)(?![\w/])"
    r"|(?P<word>\b[Kk]ilometre)"
)
_SMALL_AMOUNT = re.compile(rf"({_NUMBER})\s(g|ml)(?=\s|$)")


class USMeasures(Measures):
    """US customary measures: miles, pounds, fluid ounces, degrees Fahrenheit, the month before the day."""

    system: System = "us"
    km_unit, ml_unit = "mi", f"fl{NBSP}oz"
    bottle = f"17{NBSP}fl{NBSP}oz"

    def km(self, km: float) -> str:
        """The number of miles alone: ``26.2``."""
        return number(km / _KM_A_MILE, 1)

    def climb(self, metres: float) -> str:
        """``+980 ft``."""
        return f"+{number(metres / _M_A_FOOT / 10) + '0'}{NBSP}ft"

    def pace(self, minutes_per_km: float) -> str:
        """``8:35 /mi``."""
        return super().pace(minutes_per_km * _KM_A_MILE).replace("/km", "/mi")

    def mass(self, kg: float) -> str:
        """Body mass: ``154 lb``, ``0.7 lb``."""
        pounds = kg / _KG_A_POUND
        return f"{number(pounds, 1 if pounds < 10 else 0)}{NBSP}lb"

    def temperature(self, celsius: float) -> str:
        """``64 °F``; an oven in steps of 25."""
        fahrenheit = _FREEZING_F + celsius * _F_A_DEGREE
        if celsius >= _OVEN_C:
            fahrenheit = _OVEN_STEP_F * round(fahrenheit / _OVEN_STEP_F)
        return f"{number(fahrenheit)}{NBSP}°F"

    def ml(self, ml: float) -> str:
        """The number of fluid ounces alone: ``8``."""
        return number(ml / _ML_A_FLUID_OUNCE)

    def litres(self, litres: float) -> str:
        """The number of fluid ounces alone: ``98``."""
        return self.ml(1000 * litres)

    def volume(self, litres: float, most: float | None = None) -> str:
        """``98 fl oz``, ``24–44 fl oz``."""
        return f"{self._between(self.litres, litres, most)}{NBSP}{self.ml_unit}"

    def concentration(self, mg_per_l: float) -> str:
        """``250 mg per 17 fl oz``: a bottle of half a litre, as they are sold."""
        return f"{number(mg_per_l * self.bottle_ml / 1000)}{NBSP}mg per {self.bottle}"

    def total(self, sizes: Iterable[float]) -> str:
        """The number alone, of sizes that are rounded each: ``35``."""
        return number(sum(value_of(self.ml(size)) for size in sizes))

    def drinks(self, sizes: Iterable[float]) -> str:
        """``35 fl oz``."""
        return f"{self.total(sizes)}{NBSP}{self.ml_unit}"

    def grams(self, grams: float) -> str:
        """Food on a plate: ``2.6 oz``."""
        return f"{number(grams / _G_AN_OUNCE, 1)}{NBSP}oz"

    def bought(self, amount: float, *, poured: bool = False) -> str:
        """Food to buy, rounded up: half an ounce below a pound, then whole ounces: ``1 lb 10 oz``, ``2½ fl oz``."""
        return _in_ounces(amount, poured, lambda ounces: math.ceil(ounces - 0.01))

    def pack(self, amount: float, *, poured: bool = False) -> str:
        """A pack to the nearest ounce: ``1 lb 2 oz``, ``34 fl oz``."""
        return _in_ounces(amount, poured, lambda ounces: math.floor(ounces + 0.5))

    def left(self, amount: float, needed: float, *, poured: bool = False) -> str:
        """What is left of an amount, rounded down."""
        return _in_ounces(amount - needed, poured, lambda ounces: math.floor(ounces + 0.01))

    def amount(self, words: str) -> str:
        """A household amount: ``½ cup``, ``1 oz``; ounces in quarters, fluid ounces in halves."""
        return _SMALL_AMOUNT.sub(self._small, words)

    def prose(self, words: str) -> str:
        """Words of the plan with the measures in them; nutrients and what is per kilogram stay."""
        return _METRIC.sub(self._converted, words)

    def _dated(self, day: int, month: str) -> str:
        return f"{month}{NBSP}{day}"

    def _about(self, km: float) -> str:
        """Kilometres of a sentence, as exact as they were written: ``18 km`` are ``11 mi``, ``42.2 km`` 26.2."""
        whole = km == int(km) and km >= _WHOLE_FROM_KM
        return self.whole_distance(km) if whole else self.distance(km)

    def _small(self, found: re.Match[str]) -> str:
        size, unit, steps = (_G_AN_OUNCE, "oz", 4) if found[2] == "g" else (_ML_A_FLUID_OUNCE, f"fl{NBSP}oz", 2)
        value = max(1, math.floor(float(found[1]) / size * steps + 0.5)) / steps
        return f"{in_kitchen_numbers(value)}{NBSP}{unit}"

    def _converted(self, found: re.Match[str]) -> str:
        if found["word"]:
            return "Mile" if found["word"][0] == "K" else "mile"
        if found["pace"]:
            minutes, seconds = found["pace"].split(":")
            return self.pace(int(minutes) + int(seconds) / 60)
        if found["degrees"]:
            warmer = _each(found["degrees"], lambda degrees: number(degrees * _F_A_DEGREE))
            return f"{warmer}{NBSP}°F {found['than']}"
        return self._value(found["values"], found["unit"])

    def _value(self, values: str, unit: str) -> str:
        if unit == "cm":
            return _each(values, _feet_and_inches)
        if unit == "s/km":
            return f"{_each(values, lambda seconds: number(seconds * _KM_A_MILE))}{NBSP}s/mi"
        said: dict[str, Callable[[float], str]] = {
            "km": self._about,
            "kg": self.mass,
            "°C": self.temperature,
            "ml": self.drink,
            "L": self.volume,
            "m": lambda metres: self.climb(metres).removeprefix("+"),
        }
        *first, last = dict.fromkeys(said[unit](float(value)) for value in re.findall(_NUMBER, values))
        return _refilled(values, [*(each.partition(NBSP)[0] for each in first), last]) if first else last


def _in_ounces(amount: float, poured: bool, whole: Callable[[float], int]) -> str:
    """Say grams in ounces and pounds, or ml in fluid ounces; in halves below 16, never as none."""
    ounces = max(0.0, amount) / (_ML_A_FLUID_OUNCE if poured else _G_AN_OUNCE)
    count = max(0.5, whole(2 * ounces) / 2 if ounces <= _OUNCES_A_POUND - 0.5 else whole(ounces))
    pounds, rest = divmod(int(count), _OUNCES_A_POUND)
    if poured or not pounds:
        return f"{in_kitchen_numbers(count)}{NBSP}{f'fl{NBSP}oz' if poured else 'oz'}"
    return f"{pounds}{NBSP}lb" + (f"{NBSP}{rest}{NBSP}oz" if rest else "")


def _feet_and_inches(cm: float) -> str:
    feet, inches = divmod(round(cm / _CM_AN_INCH), 12)
    return f"{feet}{NBSP}ft{NBSP}{inches}{NBSP}in" if feet else f"{inches}{NBSP}in"


def _each(values: str, say: Callable[[float], str]) -> str:
    return _refilled(values, [say(float(value)) for value in re.findall(_NUMBER, values)])


def _refilled(values: str, words: list[str]) -> str:
    """Put words in the place of the numbers of a range."""
    left = iter(words)
    return re.sub(_NUMBER, lambda _: next(left), values)
