"""Pregnancy, breastfeeding and caffeine: the published figures, and the cap that always holds."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.science import caffeine, life_stage
from fuelplan.science.caffeine import caffeine_before_race
from fuelplan.science.life_stage import LifeStage
from fuelplan.units import KCAL, KG, LB, MG, ML, G, quantity

STAGES = get_args(LifeStage)


@pytest.mark.parametrize(
    ("stage", "kcal", "protein_g", "water_ml", "caffeine_mg"),
    [
        (None, 0, 0, 0, 400),
        ("pregnant 1", 0, 0, 300, 200),
        ("pregnant 2", 340, 25, 300, 200),
        ("pregnant 3", 452, 25, 300, 200),
        ("breastfeeding", 500 - 170, 25, 700, 200),
    ],
)
def test_what_a_stage_adds(stage, kcal, protein_g, water_ml, caffeine_mg):
    assert life_stage.extra_energy(stage).m_as(KCAL) == kcal
    assert life_stage.extra_protein(stage).m_as(G) == protein_g
    assert life_stage.extra_water(stage).m_as(ML) == water_ml
    assert life_stage.caffeine_limit(stage).m_as(MG) == caffeine_mg


def test_there_are_four_stages():
    assert STAGES == ("pregnant 1", "pregnant 2", "pregnant 3", "breastfeeding")


def test_caffeine_an_hour_before_a_race_and_six_before_bed():
    """Guest 2021: 60 min before; Drake 2013: 400 mg six hours before bed still cost sleep."""
    assert (caffeine.CAFFEINE_BEFORE_RACE_MIN, caffeine.CAFFEINE_BEFORE_BED_H) == (60, 6)


@pytest.mark.parametrize(("mass", "expected"), [(30, [90, 180]), (50, [150, 200]), (66, [198, 200]), (80, [200, 200])])
def test_caffeine_by_hand(mass, expected):
    assert [edge.m_as(MG) for edge in caffeine_before_race(quantity(mass, KG))] == pytest.approx(expected)


@pytest.mark.parametrize("stage", STAGES)
def test_a_day_with_less_caffeine_would_cap_the_dose(stage, monkeypatch):
    monkeypatch.setattr(life_stage, "CAFFEINE_LIMIT_WITH_CHILD_MG", 100.0)
    assert [edge.m_as(MG) for edge in caffeine_before_race(quantity(60, KG), stage)] == [100, 100]


@given(st.floats(35, 180), st.sampled_from([None, *STAGES]), st.floats(0, 20))
def test_caffeine_never_passes_a_cap_and_grows_with_mass(mass, stage, more):
    low, high = (edge.m_as(MG) for edge in caffeine_before_race(quantity(mass, KG), stage))
    assert 0 < low <= high <= 200
    assert high <= life_stage.caffeine_limit(stage).m_as(MG)
    heavier = caffeine_before_race(quantity(mass + more, KG), stage)
    assert [edge.m_as(MG) for edge in heavier] >= [low, high]
    in_pounds = caffeine_before_race(quantity(mass, KG).to(LB), stage)
    assert [edge.m_as(MG) for edge in in_pounds] == pytest.approx([low, high])
