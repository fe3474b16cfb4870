"""Any runner, any table of foods, any dishes: a week that keeps every rule on every kind of paper, or a reason."""

from __future__ import annotations

import csv
import io
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import event, given, settings
from scale import examples
from test_plan import START, check

import fuelplan
from fuelplan import outputs, resources
from fuelplan.audit import contradictions
from fuelplan.vocabulary import ALLERGENS, DIETS

HEADER, *ROWS = csv.reader(io.StringIO(resources.foods_csv().read_text(encoding="utf-8")))
NUMBERS = [
    HEADER.index(name) for name in ("energy_kcal", "carbohydrate_g", "iron_mg", "water_g", "portion_g", "sodium_mg")
]
AVOIDED = st.lists(st.sampled_from([*ALLERGENS, "pork", "mushrooms"]), max_size=2, unique=True)
DISHES = sorted(resources.dish_folder().glob("*.toml"))
RUNS = st.lists(
    st.builds(
        lambda day, km, kind, hour, temp: f"{day} {km:.1f} {kind} {hour:02d}:00 {temp}C",
        st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
        st.floats(1, 40),
        st.sampled_from(["easy", "tempo", "intervals", "long"]),
        st.integers(5, 19),
        st.integers(-10, 38),
    ),
    min_size=1,
    max_size=7,
    unique_by=lambda run: run[:3],
).map("; ".join)


@st.composite
def runners(draw: st.DrawFn) -> dict[str, Any]:
    far = draw(st.one_of(st.fixed_dictionaries({"km": st.floats(0, 200)}), st.fixed_dictionaries({"runs": RUNS})))
    rest = st.fixed_dictionaries(
        {"weight": st.floats(45, 100) | st.floats(35, 180), "seed": st.integers(0, 99), "diet": st.sampled_from(DIETS)},
        optional={
            "age": st.integers(18, 90),
            "sex": st.sampled_from(["female", "male"]),
            "avoid": AVOIDED.map(", ".join),
            "temp": st.integers(-10, 40),
            "humidity": st.integers(0, 100),
            "iron_cap": st.integers(18, 36),
            "iron_supplement": st.integers(0, 18),
            "batch": st.integers(0, 4),
            "quick": st.integers(5, 60),
        },
    )
    return {**far, **draw(rest)}


TABLES = st.tuples(st.integers(0, 10**6), st.sampled_from([0.0, 0.1, 0.3]), st.sampled_from([0.0, 0.02, 0.2]))


def table_of(seed: int, gone: float, changed: float) -> str:
    """Return the shipped table without a share of its foods, a share of its numbers changed, as text."""
    chance = random.Random(seed)
    rows = [list(row) for row in ROWS if chance.random() >= gone]
    for row in rows:
        for place in NUMBERS:
            if row[place] and chance.random() < changed:
                row[place] = f"{float(row[place]) * chance.choice([0.85, 0.9, 0.95]):.4g}"
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    return out.getvalue()


@settings(max_examples=examples(15))
@given(runner=runners(), changes=TABLES, without=st.sets(st.sampled_from(DISHES), max_size=4))
def test_a_week_that_keeps_every_rule_or_a_reason(runner, changes, without):
    table = table_of(*changes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "foods.csv").write_text(table, encoding="utf-8")
        (folder / "dishes").mkdir()
        for path in set(DISHES) - without:
            (folder / "dishes" / path.name).write_bytes(path.read_bytes())
        options = {"foods": folder / "foods.csv", "dishes": folder / "dishes", "start": START, **runner}
        try:
            week = fuelplan.plan_week(**options)
        except (fuelplan.InputError, fuelplan.NoPlanError) as reason:
            assert all(12 < len(problem) < 2000 and problem.isprintable() for problem in reason.problems)
            event(f"{type(reason).__name__}: {reason.problems[0][:60]}")
            return
    event("planned")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(table))}
    check(json.loads(fuelplan.to_json(week)), rows, runner["diet"], runner.get("iron_cap", 36))
    assert not [problem for day in week.days for problem in contradictions(day)]
    again = fuelplan.from_json(fuelplan.to_json(week))
    assert again == week
    for units in ("metric", "us"):
        assert outputs.to_pdf(again, units=units).startswith(b"%PDF-")
        for make in (outputs.to_html, outputs.to_ics, outputs.to_shopping_csv, outputs.to_shopping_text):
            assert make(again, units=units)
