"""Every figure of the Dietary Reference Intakes, at every age of its band."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuelplan.errors import InputError
from fuelplan.references import REFERENCES
from fuelplan.science.reference_intakes import reference_intake, reference_intake_source, upper_limit

REFERENCE = Path(__file__).parent / "reference"
NOT_ON_FOOD = {"magnesium_mg", "folate_ug", "vitamin_a_rae_ug"}


def rows(name: str = "dietary_reference_intakes.csv") -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8") as table:
        return list(csv.DictReader(table))


def ages(row: dict[str, str]) -> list[float]:
    """Every birthday of a row's ages, and the last day of them."""
    return [*range(int(row["age_from"]), int(row["age_to"]) + 1), int(row["age_to"]) + 0.9]


KEYS = sorted({row["nutrient"] for row in rows()})


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r['nutrient']}-{r['sex']}-{r['age_from']}")
def test_intake_and_limit_as_published(row):
    key = row["nutrient"]
    binds = row["upper_limit"] and key not in NOT_ON_FOOD
    limit = float(row["upper_limit"]) if binds else None
    for age in ages(row):
        intake = reference_intake(key, row["sex"], age)
        assert intake == pytest.approx(float(row["intake"]), abs=float(row["tolerance"]))
        assert upper_limit(key, age) == limit
    assert reference_intake_source(key) == row["source"]


@pytest.mark.parametrize("row", rows("life_stage_intakes.csv"), ids=lambda r: "-".join(list(r.values())[:3]))
def test_life_stages_as_published(row):
    key, binds = row["nutrient"], row["upper_limit"] and row["nutrient"] not in NOT_ON_FOOD
    limit = float(row["upper_limit"]) if binds else None
    stages = ["breastfeeding"] if row["stage"] == "breastfeeding" else ["pregnant 1", "pregnant 2", "pregnant 3"]
    for stage in stages:
        for age in ages(row):
            for sex in ("female", None):
                intake = reference_intake(key, sex, age, stage)
                assert intake == pytest.approx(float(row["intake"]), abs=float(row["tolerance"]))
            assert upper_limit(key, age, stage) == limit


def test_every_nutrient_has_its_life_stages():
    published = {(row["nutrient"], row["stage"]) for row in rows("life_stage_intakes.csv")}
    assert published == {(key, stage) for key in KEYS for stage in ("pregnant", "breastfeeding")}


@pytest.mark.parametrize("stage", ["pregnant 3", "breastfeeding"])
@pytest.mark.parametrize("key", KEYS)
def test_a_pregnancy_after_fifty_keeps_the_last_row(key, stage):
    assert reference_intake(key, "female", 53, stage) == reference_intake(key, "female", 50, stage)
    assert upper_limit(key, 53, stage) == upper_limit(key, 50, stage)


@pytest.mark.parametrize(
    ("key", "sex", "expected"),
    [
        ("potassium_mg", "male", 3400),
        ("potassium_mg", "female", 2600),
        ("sodium_mg", "male", 1500),
        ("sodium_mg", "female", 1500),
    ],
)
def test_potassium_and_sodium_are_those_of_2019(key, sex, expected):
    assert reference_intake(key, sex, 35) == expected


@given(st.sampled_from(KEYS), st.floats(18, 90))
def test_unknown_sex_takes_the_higher_and_stays_under_the_limit(key, age):
    both = reference_intake(key, "female", age), reference_intake(key, "male", age)
    limit = upper_limit(key, age)
    assert reference_intake(key, None, age) == max(both)
    assert limit is None or max(both) < limit


def test_eleven_nutrients_each_with_a_known_source():
    assert len(KEYS) == 11
    assert {reference_intake_source(key) for key in KEYS} <= set(REFERENCES)


def test_children_are_refused():
    with pytest.raises(InputError, match="under 18"):
        reference_intake("iron_mg", "female", 17.9)


@pytest.mark.parametrize("ask", [lambda: reference_intake("iodine_ug", None, 30), lambda: upper_limit("iron", 30)])
def test_unknown_nutrient_lists_the_known(ask):
    with pytest.raises(InputError, match="calcium_mg, folate_ug, iron_mg"):
        ask()
