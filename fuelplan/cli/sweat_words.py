"""What a sweat test says, in plain words for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from fuelplan.inputs.sweat_tests import USUAL, SweatTest, as_toml, correction_of
from fuelplan.science import energy, hydration
from fuelplan.science.sweat_test import (
    HOUSEHOLD_SCALE,
    NORMAL_90_PERCENT,
    SweatCorrection,
    personal_sweat_band,
    personal_sweat_rate,
)
from fuelplan.units import CM, DEG_C, KG, KM_PER_HOUR, L_PER_HOUR, MIN, Quantity, quantity

_SHOWN_C = (10.0, 20.0, 30.0)
_SURE, _FAIRLY_SURE = 0.15, 0.25
_UNSURE_BELOW_MIN, _LONG_ENOUGH_MIN = 45.0, 60.0
_WIDE_ENOUGH_C = 8.0


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
    share = 100.0 * test.lost_kg / test.mass_before.m_as(KG)
    return [
        f"You sweated {rate:.2f} ± {within:.2f} litres an hour: {sure} (nine tests of ten fall inside the ±).",
        f"That is {against} the {model:.2f} L/h expected of you at {pace // 60}:{pace % 60:02d} /km, {air}.",
        f"You lost {share:.1f} % of your weight; up to 2 % is no worry."
        if share >= 0
        else f"You gained {-share:.1f} % of your weight.",
    ]


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
    drink = hydration.drinking_rate(rate, test.duration, test.mass_before).m_as(L_PER_HOUR)
    said = []
    if correction.tests > 1:
        said.append(f"Your {correction.tests} tests together make it {rate.m_as(L_PER_HOUR):.2f} L/h on such a run.")
    if drink > 0:
        return [*said, f"On a run like this drink about {drink:.1f} L an hour, by thirst, never more than you sweat."]
    return [*said, "On a run like this you need not drink; by thirst if you like, never more than you sweat."]


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
