"""The week on a screen: one run is a run, and a week of rest has no sweat."""

import dataclasses

import pytest
from sample_week import run, sample_week

from fuelplan import summary


def told(runs):
    """The lines of the sample week with these runs on its first days and none on the others."""
    week = sample_week()
    days = [
        dataclasses.replace(day, runs=runs[place : place + 1], loading=False) for place, day in enumerate(week.days)
    ]
    facts = {**week.athlete, "iron_cap_mg": 36}
    return "\n".join(summary.lines(dataclasses.replace(week, athlete=facts, days=tuple(days))))


@pytest.mark.parametrize(("count", "says"), [(1, "62 km in 1 run,"), (2, "62 km in 2 runs,"), (0, "62 km in 0 runs,")])
def test_runs_are_counted_in_words(count, says):
    assert says in told(tuple(run(10, "easy") for _ in range(count)))


def test_only_a_week_with_runs_tells_of_sweat():
    one = run(10, "easy")
    assert f"sweat up to {one.sweat_l:.1f} L on a run" in told((one,))
    rest = told(())
    assert "sweat" not in rest and "L a day beside the water in the food\n" in rest
