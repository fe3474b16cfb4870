"""The audit catches what a broken planner would do; each case tampers with a good week."""

from dataclasses import replace

import pytest

from fuelplan import resources
from fuelplan.audit import audit
from fuelplan.errors import AuditError
from fuelplan.inputs import read_request
from fuelplan.needs import week_needs
from fuelplan.weekplan import Drink, Supplement


@pytest.fixture(scope="module")
def request_and_needs():
    request = read_request(km=60, weight="70 kg", start="2026-11-23")
    return request, week_needs(request.athlete, request.week)


def run_audit(week, request_and_needs, **athlete):
    request, needs = request_and_needs
    audit(week, replace(request.athlete, **athlete), needs, resources.foods_csv())


def with_day(week, number, **changes):
    days = list(week.days)
    days[number] = replace(days[number], **changes)
    return replace(week, days=tuple(days))


def with_first_item(week, **changes):
    day = week.days[0]
    meal = day.meals[0]
    item = replace(meal.items[0], **changes)
    meals = (replace(meal, items=(item, *meal.items[1:])), *day.meals[1:])
    return with_day(week, 0, meals=meals)


def test_a_good_week_passes(week, request_and_needs):
    run_audit(week, request_and_needs)


def test_wrong_totals(week, request_and_needs):
    totals = {**week.days[0].totals, "protein_g": week.days[0].totals["protein_g"] + 5}
    with pytest.raises(AuditError, match="Mon: protein_g adds up to"):
        run_audit(with_day(week, 0, totals=totals), request_and_needs)


def test_changed_portion(week, request_and_needs):
    grams = week.days[0].meals[0].items[0].grams
    with pytest.raises(AuditError, match="Mon:"):
        run_audit(with_first_item(week, grams=grams * 2), request_and_needs)


def test_iron_outside_the_window(week, request_and_needs):
    with pytest.raises(AuditError, match=r"iron .* mg is outside 18 to 36"):
        run_audit(with_day(week, 2, supplements=(Supplement(name="pill", iron_mg=30),)), request_and_needs)


def test_iron_above_the_runners_own_cap(week, request_and_needs):
    with pytest.raises(AuditError, match="outside 18 to 19 mg"):
        run_audit(week, request_and_needs, iron_cap_mg=19.0)


def test_diet_and_allergens(week, request_and_needs):
    with pytest.raises(AuditError, match="is not vegan"):
        run_audit(week, request_and_needs, diet="vegan")
    with pytest.raises(AuditError, match="is to be avoided"):
        run_audit(week, request_and_needs, avoid=("gluten",))


def test_unknown_food(week, request_and_needs):
    with pytest.raises(AuditError, match="moon-cheese is not in the food table"):
        run_audit(with_first_item(week, food="moon-cheese"), request_and_needs)


def test_a_missing_main_meal(week, request_and_needs):
    meals = tuple(meal for meal in week.days[0].meals if meal.slot != "dinner")
    with pytest.raises(AuditError, match="there is no dinner"):
        run_audit(with_day(week, 0, meals=meals), request_and_needs)


def test_too_little_energy(week, request_and_needs):
    totals = {**week.days[0].totals, "energy_kcal": 900.0}
    with pytest.raises(AuditError, match="energy availability"):
        run_audit(with_day(week, 0, totals=totals), request_and_needs)


def test_drinking_past_the_sweat(week, request_and_needs):
    flood = Drink(time="07:00", ml=5000, what="water", why="during the run")
    with pytest.raises(AuditError, match="than is sweated"):
        run_audit(with_day(week, 1, drinks=(flood,)), request_and_needs)
    run = replace(week.days[1].runs[0], drink_l=3.0)
    with pytest.raises(AuditError, match=r"drinks 3\.00 L but sweats"):
        run_audit(with_day(week, 1, runs=(run,)), request_and_needs)


def test_more_than_eight_decilitres_in_an_hour(week, request_and_needs):
    drinks = tuple(Drink(time=time, ml=500, what="water", why="with lunch") for time in ("12:00", "12:50"))
    with pytest.raises(AuditError, match="1000 mL are drunk in the hour from 12:00"):
        run_audit(with_day(week, 1, drinks=drinks), request_and_needs)


def test_a_glass_beside_what_is_drunk_on_the_run(week, request_and_needs):
    run = replace(week.days[1].runs[0], drink_l=0.6, minutes=60.0)
    drinks = (
        Drink(time=run.start, ml=600, what="water", why="during the run"),
        Drink(time="07:30", ml=400, what="water", why="with breakfast"),
    )
    with pytest.raises(AuditError, match="1000 mL are drunk in the hour from 07:00"):
        run_audit(with_day(week, 1, runs=(run,), drinks=drinks), request_and_needs)


def test_a_short_week(week, request_and_needs):
    request, needs = request_and_needs
    with pytest.raises(AuditError, match="seven days"):
        audit(replace(week, days=week.days[:6]), request.athlete, needs[:6], resources.foods_csv())
