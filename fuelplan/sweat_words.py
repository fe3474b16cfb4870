"""What a sweat test says, in plain words for a terminal."""

from __future__ import annotations

import math
from collections.abc import Sequence

from fuelplan.inputs.sweat_tests import USUAL, SweatTest, as_toml, correction_of
from fuelplan.science import energy, hydration
from fuelplan.science.sweat_test import (
    HOUSEHOLD_SCALE,
    MOST_SCATTER,
    NORMAL_90_PERCENT,
    PERSONAL_FACTOR_RANGE,
    SweatCorrection,
    personal_sweat_band,
    personal_sweat_rate,
)
from fuelplan.units import CM, DEG_C, KG, KM_PER_HOUR, L_PER_HOUR, MIN, Quantity, quantity

_SHOWN_C = (10.0, 20.0, 30.0)
_SURE, _FAIRLY_SURE = 0.15, 0.25
_UNSURE_BELOW_MIN, _LONG_ENOUGH_MIN = 45.0, 60.0
_WIDE_ENOUGH_C = 8.0
_NEVER_MORE = "never more than you sweat"
_NO_WORRY_PERCENT, _MUCH_PERCENT, _TOO_MUCH_PERCENT = 2.0, 3.0, 4.0


def lines(test: SweatTest, earlier: Sequence[SweatTest], height: Quantity | None) -> list[str]:
    """Return what a test means: rate and how sure, what to drink, other temperatures, how to be surer.

    Parameters
    ----------
    test
        The new test.
    earlier
        Tests of the same runner before it; the same test once more is passed over.
    height
        Body height [cm]; None takes one from the weight, and says so.
    """
    tall = energy.assumed_height(test.mass_before) if height is None else height
    others = [other for other in earlier if as_toml(other) != as_toml(test)]
    correction = correction_of([*others, test], tall)
    assumed = [USUAL[key] for key in test.assumed]
    if height is None:
        assumed.append(f"a height of {tall.m_as(CM):.0f} cm, from the weight (height)")
    return [
        *_measured(test, tall),
        *([f"Assumed: {', '.join(assumed)}."] if assumed else []),
        *_cautions(test),
        *_doubts(test, tall),
        *_contradictions([*others, test], tall, correction),
        *_advice(test, tall, correction),
        "",
        *_table(test, tall, correction),
        "",
        *_surer(test, correction),
    ]


def _measured(test: SweatTest, height: Quantity) -> list[str]:
    rate, model = test.rate.m_as(L_PER_HOUR), test.modelled(height).m_as(L_PER_HOUR)
    within = NORMAL_90_PERCENT * test.error.m_as(L_PER_HOUR)
    sure = "sure" if within < _SURE * rate else "fairly sure" if within < _FAIRLY_SURE * rate else "unsure"
    percent = round(100.0 * (rate / model - 1.0))
    against = f"{abs(percent)} % {'more' if percent > 0 else 'less'} than" if percent else "as much as"
    pace = round(3600.0 / test.speed.m_as(KM_PER_HOUR))
    air = f"{test.temperature.m_as(DEG_C):.0f} °C and {100 * test.humidity:.0f} % humidity"
    return [
        f"You sweated {rate:.2f} ± {within:.2f} litres an hour: {sure} (nine tests of ten fall inside the ±).",
        f"That is {against} the {model:.2f} L/h expected of you at {pace // 60}:{pace % 60:02d} /km, {air}.",
        _lost(100.0 * test.lost_kg / test.mass_before.m_as(KG)),
    ]


def _lost(percent: float) -> str:
    if percent < 0:
        return f"You gained {-percent:.1f} % of your weight."
    said = f"You lost {percent:.1f} % of your weight; "
    if percent > _TOO_MUCH_PERCENT:
        return (
            f"{said}that is too much: it slows you, and in the heat it is dangerous. Do not run so dry again: drink "
            "enough before, take a bottle, run shorter or cooler. Now rest, and drink back one and a half times what "
            "you lost, slowly and with salty food; dizzy, confused or without urine for hours: see a doctor."
        )
    if percent > _MUCH_PERCENT:
        return (
            f"{said}that is much: drink enough before such a run and some on it, by thirst. Now drink back what "
            "you lost and a little more, spread over the next hours and with salty food."
        )
    return f"{said}up to {_NO_WORRY_PERCENT:.0f} % is no worry."


def is_doubtful(test: SweatTest, height: Quantity | None) -> bool:
    """Whether a test can hardly be true; a height that is not known is taken from the weight."""
    return bool(_doubts(test, energy.assumed_height(test.mass_before) if height is None else height))


def _doubts(test: SweatTest, height: Quantity) -> list[str]:
    """Return why a test can hardly be true: its rate is far from what the model expects."""
    rate, model = test.rate.m_as(L_PER_HOUR), test.modelled(height).m_as(L_PER_HOUR)
    least, most = PERSONAL_FACTOR_RANGE
    if least <= rate / model <= most:
        return []
    return [
        f"Doubtful: {rate:.2f} L/h is {rate / model:.2g} times the {model:.2f} expected, which is unlikely. Were you "
        "towelled dry, was it the same scale, was everything drunk and passed counted? Test again; plans go no further "
        f"than {least:g} to {most:g} times."
    ]


def _contradictions(tests: Sequence[SweatTest], height: Quantity, correction: SweatCorrection) -> list[str]:
    """Return which two tests lie furthest apart, when they differ more than tests can."""
    if correction.scatter <= MOST_SCATTER:
        return []

    def residual(test: SweatTest) -> float:
        rate, model = test.rate.m_as(L_PER_HOUR), test.modelled(height).m_as(L_PER_HOUR)
        return math.log(rate / model) - correction.slope * float(test.temperature.m_as(DEG_C))

    low, high = (_named(pick(tests, key=residual)) for pick in (min, max))
    return [
        f"Your tests disagree: {low} and {high} can hardly both be true. Repeat them, and take the wrong one out of "
        "runner.toml; until then you are told to drink little, for nobody knows how much you sweat."
    ]


def _named(test: SweatTest) -> str:
    day = f" of {test.day.isoformat()}" if test.day else ""
    return f"{test.rate.m_as(L_PER_HOUR):.2f} L/h at {test.temperature.m_as(DEG_C):.0f} °C{day}"


def _cautions(test: SweatTest) -> list[str]:
    said = []
    if test.lost_kg < 0:
        said.append(
            "Warning: you drank more than you lost. Runners who gain weight get hyponatraemia, too little "
            "sodium in the blood, which can kill (Almond 2005): drink less, by thirst, and never to gain weight."
        )
    if test.duration.m_as(MIN) < _UNSURE_BELOW_MIN:
        step = HOUSEHOLD_SCALE.m_as(KG)
        said.append(f"Under {_UNSURE_BELOW_MIN:.0f} minutes a scale's {step:g} kg counts for much: test again, longer.")
    return said


def _advice(test: SweatTest, height: Quantity, correction: SweatCorrection) -> list[str]:
    rate = personal_sweat_rate(test.modelled(height), test.temperature, correction)
    low, high = (float(edge.m_as(L_PER_HOUR)) for edge in personal_sweat_band(rate, test.temperature, correction))
    advised = float(hydration.drinking_rate(rate, test.duration, test.mass_before).m_as(L_PER_HOUR))
    tenths = math.floor(10.0 * min(advised, low) + 1e-9)
    count = "This test makes" if correction.tests == 1 else f"Your {correction.tests} tests together make"
    said = f"{count} it {rate.m_as(L_PER_HOUR):.2f} L/h ({low:.2f} to {high:.2f}, nine runs of ten) on such a run."
    if tenths:
        return [said, f"On a run like this drink about {tenths / 10:.1f} L an hour, by thirst, {_NEVER_MORE}."]
    return [said, f"On a run like this you need not drink; by thirst if you like, {_NEVER_MORE}."]


def _table(test: SweatTest, height: Quantity, correction: SweatCorrection) -> list[str]:
    """Return the rate at other temperatures, the rest of the run as it was."""
    count = "this test" if correction.tests == 1 else f"{correction.tests} tests"
    rows = [f"The same run in other air, by {count}:", "   air    L/h   nine runs of ten"]
    for celsius in _SHOWN_C:
        air = quantity(celsius, DEG_C)
        rate = personal_sweat_rate(test.modelled(height, air), air, correction)
        low, high = personal_sweat_band(rate, air, correction)
        rows.append(
            f"{celsius:3.0f} °C   {rate.m_as(L_PER_HOUR):.2f}   "
            f"{low.m_as(L_PER_HOUR):.2f} to {high.m_as(L_PER_HOUR):.2f}"
        )
    return rows


def _surer(test: SweatTest, correction: SweatCorrection) -> list[str]:
    wishes = []
    if test.duration.m_as(MIN) < _LONG_ENOUGH_MIN:
        wishes.append("a run of an hour or more")
    if correction.highest_c - correction.lowest_c < _WIDE_ENOUGH_C:
        wishes.append("tests in colder and warmer air")
    wishes.append("weighing without clothes, towelled dry, with an empty bladder before, on one scale")
    return [
        f"Surer with {'; '.join(wishes)}.",
        "Breath and the fuel you burn, about 0.1 kg an hour, count as sweat here: it is a little less.",
        "A measured rate wins over the estimate: with the test in runner.toml every plan goes by it.",
    ]
