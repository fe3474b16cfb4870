"""The iron window holds whatever is asked, and absorption ranks meals as the paper does."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.errors import InputError
from fuelplan.science import iron
from fuelplan.units import KM, MG, MILE, quantity

REFERENCE = Path(__file__).parent / "reference"
RDAS = st.sampled_from([8.0, 11.0, 15.0, 18.0, 27.0])
DISTANCES = st.floats(0, 300)


def rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def aim(rda: float, km: float, vegetarian: bool, cap: float | None = None) -> float:
    top = None if cap is None else quantity(cap, MG)
    return float(iron.iron_aim(quantity(rda, MG), quantity(km, KM), vegetarian, top).m_as(MG))


@pytest.mark.parametrize("row", rows("iron.csv"))
def test_reddy_equation(row):
    percent = 100 * iron.nonhaem_absorption(float(row["a"]), float(row["b"]), float(row["c"]))
    assert percent == pytest.approx(float(row["value"]), abs=float(row["tolerance"]))


@given(RDAS, DISTANCES, st.booleans(), st.none() | st.floats(18, 36))
def test_aim_never_leaves_the_window(rda, km, vegetarian, cap):
    assert 18 <= aim(rda, km, vegetarian, cap) <= (36 if cap is None else cap)


@given(RDAS, DISTANCES, st.booleans(), st.floats(0, 100))
def test_aim_never_falls_with_distance_or_diet(rda, km, vegetarian, more):
    assert aim(rda, km + more, vegetarian) >= aim(rda, km, vegetarian) - 1e-9
    assert aim(rda, km, True) >= aim(rda, km, False)


@given(RDAS, DISTANCES, st.floats(0, 0.1))
def test_aim_is_continuous_in_distance(rda, km, step):
    assert aim(rda, km + step, False) - aim(rda, km, False) <= 0.0075 * rda * step + 1e-9


@pytest.mark.parametrize(
    ("rda", "km", "vegetarian", "expected"),
    [
        (18, 0, False, 18.0),
        (18, 20, False, 20.7),  # + 15 %
        (18, 40, False, 23.4),  # + 30 %
        (18, 70, False, 27.0),  # + 30 %, and half of the next 40
        (18, 100, False, 30.6),  # + 70 %
        (18, 250, False, 30.6),
        (18, 100, True, 32.4),  # 1.8, not 1.8 x 1.7 = 55 mg
        (8, 60, False, 18.0),  # the floor wins
        (27, 100, True, 36.0),  # the ceiling wins
    ],
)
def test_aim_by_hand(rda, km, vegetarian, expected):
    assert aim(rda, km, vegetarian) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("rda", "km", "vegetarian", "expected"),
    [(18, 0, False, 32.4), (18, 100, False, 32.4), (18, 100, True, 32.4), (8, 40, False, 18.0), (27, 40, False, 36.0)],
)
def test_raised_iron_need_raises_the_aim_once(rda, km, vegetarian, expected):
    need, distance = quantity(rda, MG), quantity(km, KM)
    heavy = iron.iron_aim(need, distance, vegetarian, raised_iron_need=True)
    assert heavy.m_as(MG) == pytest.approx(expected)


@pytest.mark.parametrize(("rda", "km", "expected"), [(18, 0, 27.0), (27, 0, 27.0), (27, 20, 31.05), (27, 60, 36.0)])
def test_aim_in_pregnancy(rda, km, expected):
    assert iron.iron_aim(quantity(rda, MG), quantity(km, KM), False, pregnant=True).m_as(MG) == pytest.approx(expected)


@given(RDAS, DISTANCES, st.booleans(), st.floats(18, 36))
def test_raised_iron_need_stays_in_the_window_and_never_lowers(rda, km, vegetarian, cap):
    top = quantity(cap, MG)
    heavy = iron.iron_aim(quantity(rda, MG), quantity(km, KM), vegetarian, top, raised_iron_need=True).m_as(MG)
    assert aim(rda, km, vegetarian, cap) <= heavy <= cap


def test_the_factor_for_raised_iron_need_from_what_is_lost():
    def absorbed_mg(blood_ml):
        return 0.896 + blood_ml * 0.135 * 3.39 / 28  # basal loss + haemoglobin iron a day, iom2001

    median = absorbed_mg(30.9)
    assert median / 0.18 == pytest.approx(8.1, rel=0.05)  # the average requirement of iom2001
    assert absorbed_mg(80) / median == pytest.approx(1.6, abs=0.05)
    assert absorbed_mg(100) / median == pytest.approx(iron.HEAVY_BLEEDING_FACTOR, abs=0.05)


def test_miles_change_nothing():
    in_miles = iron.iron_aim(quantity(18, MG), quantity(60, KM).to(MILE), False)
    assert in_miles.m_as(MG) == pytest.approx(aim(18, 60, False))


@pytest.mark.parametrize("cap", [17.9, 36.1, 45, 0, float("nan")])
def test_cap_outside_the_window_is_refused(cap):
    with pytest.raises(InputError, match="18 to 36 mg"):
        iron.iron_window(quantity(cap, MG))


def test_window_as_promised():
    assert [edge.m_as(MG) for edge in iron.iron_window()] == [18, 36]
    assert [edge.m_as(MG) for edge in iron.iron_window(quantity(20, MG))] == [18, 20]
    assert [edge.m_as(MG) for edge in iron.iron_window(pregnant=True)] == [27, 36]


def test_cap_under_the_pregnancy_floor_is_refused():
    with pytest.raises(InputError, match="27 to 36 mg"):
        iron.iron_window(quantity(20, MG), pregnant=True)


@given(st.floats(0, 2000), st.floats(0, 5000), st.floats(0, 5000), st.floats(0, 500))
def test_absorption_laws(meat, phytate, vitamin_c, more):
    here = iron.nonhaem_absorption(meat, phytate, vitamin_c)
    assert 0.01 <= here <= 0.20
    assert iron.nonhaem_absorption(meat + more, phytate, vitamin_c) >= here
    assert iron.nonhaem_absorption(meat, phytate, vitamin_c + more) >= here
    assert iron.nonhaem_absorption(meat, phytate + more, vitamin_c) <= here


def test_absorbed_iron_adds_both_kinds():
    plain = {"meat_g": 0.0, "phytate_mg": 0.0, "vitamin_c_mg": 0.0}
    haem = iron.absorbed_iron(1.0, 0.0, **plain)
    plant = iron.absorbed_iron(0.0, 10.0, **plain)
    assert haem == pytest.approx(0.25)
    assert plant == pytest.approx(0.723, abs=0.001)
    assert iron.absorbed_iron(1.0, 10.0, **plain) == pytest.approx(haem + plant)


def test_food_classes_are_complete_and_ordered():
    assert set(iron.HAEM_SHARE) == {"none", "beef", "lamb", "pork", "poultry", "fish", "shellfish", "liver"}
    assert iron.HAEM_SHARE["none"] == iron.PHYTATE_MG_PER_100G["none"] == 0
    levels = [iron.PHYTATE_MG_PER_100G[name] for name in ("none", "low", "medium", "high", "very high")]
    assert all(a < b for a, b in itertools.pairwise(levels))


def test_haem_shares_lie_inside_what_was_measured():
    """rangan1997, kongkachuichai2002 and valenzuela2009: least and most of each kind; round figures between them."""
    measured = {
        "beef": (0.46, 0.64),
        "lamb": (0.60, 0.61),
        "pork": (0.60, 0.67),
        "poultry": (0.25, 0.62),
        "fish": (0.18, 0.63),
        "shellfish": (0.10, 0.51),
        "liver": (0.136, 0.18),
    }
    for kind, (least, most) in measured.items():
        share = iron.HAEM_SHARE[kind]
        assert least <= share <= most, kind
        assert 20 * share == pytest.approx(round(20 * share)), f"{kind}: no round figure"
