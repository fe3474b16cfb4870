"""What the runner should know before following the week, a sentence each, in order of weight."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from fuelplan import heavy_legs
from fuelplan.athlete import Athlete
from fuelplan.cooking import Cooking
from fuelplan.needs import DayNeeds
from fuelplan.science import energy, heat, nutrient_timing, sweat_test
from fuelplan.training import Run, TrainingWeek
from fuelplan.units import DEG_C
from fuelplan.vocabulary import MICRONUTRIENTS, readable
from fuelplan.weekplan import DayPlan, Money

_SHORT_BY, _MOST_OF_THE_AIM, _MOST_OF_THE_INTAKE = 0.05, 0.85, 0.8
_CLOSE_TO_OPTIMAL, _WORTH_SAYING_PERCENT, _PREGNANT_HEAT_C = 5.0, 2.2, 25.0
_WORDS = {
    "energy_kcal": ("energy", "kcal"),
    "carbohydrate_g": ("carbohydrate", "g"),
    "protein_g": ("protein", "g"),
    "fat_g": ("fat", "g"),
}
_HEAT_STROKE = "Confusion, stumbling or collapse in heat is an emergency: cool at once with water and ice, and call."


def warnings(athlete: Athlete, week: TrainingWeek, needs: Sequence[DayNeeds], days: Sequence[DayPlan]) -> list[str]:
    """Return what the runner should know before following the week, in order of weight."""
    cares = dict.fromkeys(care.says for care in athlete.cares)
    return [
        *cares,
        *_thin(athlete),
        *_heat(athlete, week),
        *_low_energy(athlete, days),
        *_load(week),
        *_around_race(week),
        *_missed(days),
        *_short_of_iron(days),
        *_short_of_nutrients(athlete, days),
        *_short_drink(days),
        *_sweat_tests(athlete),
        *_hot(athlete, needs),
    ]


def short_of_what_was_asked(cooking: Cooking, days: Sequence[DayPlan], money: Money) -> list[str]:
    """Say where the week does not give what was asked of its cooking: minutes, pots and budget are wishes."""
    sentences = []
    pots = sum(bool(meal.again) for day in days for meal in day.meals)
    if pots < cooking.batch:
        quick = " --quick leaves fewer dishes that keep;" if cooking.quick is not None else ""
        come = "comes" if pots == 1 else "come"
        sentences.append(
            f"{pots} of {cooking.batch} lunches {come} from a dinner before;{quick} another --seed may bring more."
        )
    slow = [
        f"{day.weekday} {meal.slot} {meal.minutes} min"
        for day in days
        for meal in day.meals
        if cooking.quick and _is_workday(day) and meal.slot in ("lunch", "dinner") and meal.minutes > cooking.quick
    ]
    if slow:
        sentences.append(f"Over the {cooking.quick:g} minutes of a working day: {', '.join(slow)}.")
    if cooking.budget is not None and money.amount > cooking.budget:
        sentences.append(
            f"The week's food costs about {money.amount:.0f} {money.currency}, more than the {cooking.budget:g} you "
            "set, by rough prices of what is eaten: allow more; another --seed, fewer foods in --avoid, or fewer of "
            "the other wishes (--batch, --quick, --keep) may cost less."
        )
    return sentences


def _is_workday(day: DayPlan) -> bool:
    return day.weekday not in ("Sat", "Sun")


def weight_advice(athlete: Athlete) -> str:
    """Return what to make of a weight that changes: never to eat less where that could harm."""
    if athlete.pregnant:
        return "Your midwife or doctor watches your weight; gaining is right, and this page sets no number for it."
    if not weighs_daily(athlete):
        return "No scales: eat to this plan and to hunger, and let a doctor or dietitian follow your weight."
    if athlete.stage:
        return "If your weight falls by more than 0.5 kg a week, eat more than this plan, and never less."
    return "Energy is an estimate: should weight move by 0.3 kg a week over two weeks, change it by 150 kcal a day."


def weighs_daily(athlete: Athlete) -> bool:
    """Whether a morning weight belongs into the log: not in pregnancy, nor with signs of too little energy."""
    return not (athlete.pregnant or athlete.short_of_energy or _thin(athlete))


def cited(athlete: Athlete, week: TrainingWeek) -> set[str]:
    """Return the keys of the references behind what is printed about heat and weight."""
    keys = {*heat.SOURCES["HEAT_DANGER_C"].keys, *heat.SOURCES["wet_bulb_globe_temperature"].keys}
    thin = set(energy.SOURCES["UNDERWEIGHT_BMI"].keys) if _thin(athlete) else set()
    return thin | (keys if _heat(athlete, week) else set())


def table_warnings(oddities: Sequence[str]) -> list[str]:
    """Return one sentence when foods of the runner's own table that this week serves are odd."""
    if not oddities:
        return []
    others = f" ({len(oddities) - 1} more: 'fuelplan check' lists them)" if len(oddities) > 1 else ""
    return [f"This week serves a food whose row is odd: {oddities[0]}{others}."]


def unused(at_home: Mapping[str, Collection[str]], days: Sequence[DayPlan]) -> list[str]:
    """Return one sentence when something at home found no place in the week.

    ``at_home`` maps what the runner calls it to the ids of the foods it means.
    """
    eaten = {item.food for day in days for meal in day.meals for item in meal.items}
    left = [name for name, foods in at_home.items() if eaten.isdisjoint(foods)]
    if not left:
        return []
    return [f"Not used this week, although you have it: {', '.join(left)}. Try another --seed, or name it in a dish."]


def _low_energy(athlete: Athlete, days: Sequence[DayPlan]) -> list[str]:
    """Say when the food served leaves little energy; a race day lives on what was loaded before it."""
    left = [day.energy_availability_kcal_per_kg for day in days if day.race is None]
    lowest = min(left, default=energy.OPTIMAL_ENERGY_AVAILABILITY)
    if lowest >= energy.OPTIMAL_ENERGY_AVAILABILITY - _CLOSE_TO_OPTIMAL:
        return []
    assumed = "It rests on an assumed fat-free mass: eat" if athlete.measured_ffm is None else "Eat"
    return [
        f"Energy availability is {lowest:.0f} kcal per kg fat-free mass on the leanest day; 45 is the goal, under 30 a "
        f"danger. {assumed} to hunger, and ask a dietitian if you are often tired, cold or ill."
    ]


def _load(week: TrainingWeek) -> list[str]:
    sentences = []
    if heavy_legs.grows_too_fast(week):
        growth = heavy_legs.ramp_percent(week)
        assert growth is not None
        says = "begins again after a week without running" if math.isinf(growth) else f"grows by {growth:.0f} %"
        sentences.append(f"The week {says}; over 10 % is a load of its own. Hold it for a week if legs stay heavy.")
    if heavy_legs.long_run_too_long(week):
        sentences.append(
            f"The long run is {100 * heavy_legs.long_run_share(week):.0f} % of the week; over 35 % is a load of its "
            "own: "
            "shorten it, or spread more kilometres over the week."
        )
    return sentences


def _missed(days: Sequence[DayPlan]) -> list[str]:
    """Name every main target a day leaves, for the soft windows are allowed to bend but not in silence."""
    sentences = []
    for nutrient, (word, unit) in _WORDS.items():
        misses = []
        for day in days:
            need, total = day.needs[nutrient], day.totals[nutrient]
            if total < need.min or (need.max is not None and total > need.max):
                misses.append(f"{day.weekday} {total:.0f}")
        if misses:
            sentences.append(f"Outside the {word} window ({unit}): {', '.join(misses)}.")
    return sentences


def _short_of_iron(days: Sequence[DayPlan]) -> list[str]:
    """Say when a raised aim is out of reach of food: the hard floor is kept, the aim is a wish."""
    if not days:
        return []
    mean = sum(day.totals["iron_mg"] for day in days) / len(days)
    aim = sum(day.needs["iron_mg"].aim for day in days) / len(days)
    if mean >= _MOST_OF_THE_AIM * aim:
        return []
    return [
        f"Iron averages {mean:.0f} mg a day: inside the window, under the aim of {aim:.0f}. So much is hard to eat "
        "without fortified food; a ferritin test tells whether you need it."
    ]


def _short_of_nutrients(athlete: Athlete, days: Sequence[DayPlan]) -> list[str]:
    """Say which vitamins and minerals the week's food leaves short, and what no vegan food brings."""
    sentences = []
    if athlete.diet == "vegan":
        sentences.append("Vegan: take vitamin B12 as a supplement; no plan of food replaces it. Mind iodine as well.")
    shares = {
        name: sum(day.totals[name] for day in days) / max(sum(day.needs[name].min for day in days), 1e-9)
        for name in (MICRONUTRIENTS if days else ())
    }
    short = [f"{readable(name)} {100 * share:.0f} %" for name, share in shares.items() if share < _MOST_OF_THE_INTAKE]
    if short:
        sentences.append(
            f"Short of the reference intake on the week's average: {', '.join(short)} of it (what the table does not "
            "know counts as none). Vitamin D comes from sun or a supplement; ask a dietitian about the rest."
        )
    return sentences


def _heat(athlete: Athlete, week: TrainingWeek) -> list[str]:
    """Say which runs are in air that is a danger whatever one drinks."""
    runs = [(day.weekday, _heat_index_c(run)) for day in week.days for run in day.runs]
    caution = _PREGNANT_HEAT_C if athlete.pregnant else heat.HEAT_CAUTION_C
    danger = [day for day, index in runs if index >= heat.HEAT_DANGER_C]
    warm = [day for day, index in runs if caution <= index < heat.HEAT_DANGER_C]
    sentences = []
    if danger:
        sentences.append(
            f"{_days(danger)}: do not run in this air (wet-bulb globe temperature over {heat.HEAT_DANGER_C:.0f} °C); "
            f"move the run to a cool hour or indoors. {_HEAT_STROKE}"
        )
    if warm:
        how = "in pregnancy keep out of such heat" if athlete.pregnant else "run slower and shorter than planned"
        air = f"hot air (wet-bulb globe temperature over {caution:.0f} °C)"
        sentences.append(f"{_days(warm)}: {air}; {how}. {_HEAT_STROKE}")
    return sentences


def _heat_index_c(run: Run) -> float:
    return float(heat.wet_bulb_globe_temperature(run.temperature, run.humidity).m_as(DEG_C))


def _days(days: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(days))


def _thin(athlete: Athlete) -> list[str]:
    index = energy.body_mass_index(athlete.mass, athlete.height)
    if index >= energy.UNDERWEIGHT_BMI:
        return []
    return [
        f"A body mass index of {index:.1f} is under {energy.UNDERWEIGHT_BMI}: low weight and hard running together are "
        "a reason to see a doctor or a sports dietitian, for bones, hormones and legs. Never eat less than this plan."
    ]


def _around_race(week: TrainingWeek) -> list[str]:
    """Say what of a race lies outside this week, or does not belong near it."""
    if week.race is None:
        return []
    day, run = week.race
    place = week.days.index(day)
    low, _, high = nutrient_timing.LOADING_G_PER_KG
    sentences = []
    if place < nutrient_timing.LOADING_DAYS and run.minutes > nutrient_timing.LOADING_FROM_MIN:
        sentences.append(
            f"The race on {day.weekday} comes early in this week: carbohydrate loading begins two days before it, with "
            f"{low:.0f} to {high:.0f} g/kg a day. Begin the plan earlier (--start) to have these days in it."
        )
    near = [other.weekday for other in week.days[max(0, place - 1) : place + 1] if other.strength]
    if near:
        sentences.append(f"Leave out the strength work on {_days(near)}: it stands too near to the race.")
    return sentences


def _sweat_tests(athlete: Athlete) -> list[str]:
    """Say when the runner's sweat tests contradict one another."""
    correction = athlete.sweat_correction
    if athlete.sweat_rate is not None or correction is None or correction.scatter <= sweat_test.MOST_SCATTER:
        return []
    return [
        "Your sweat tests contradict one another, so what you sweat is anybody's guess: repeat them ('fuelplan "
        "sweat'). Until then no run has you drink more than the lowest rate that is likely."
    ]


def _short_drink(days: Sequence[DayPlan]) -> list[str]:
    short = [day.weekday for day in days if day.drink_ml + day.water_from_food_ml < (1 - _SHORT_BY) * day.water_need_ml]
    if not short:
        return []
    return [f"On {', '.join(short)} the drinks stay under the need, because no hour should hold more than 0.8 L."]


def _hot(athlete: Athlete, needs: Sequence[DayNeeds]) -> list[str]:
    runs = [run for day in needs for run in day.runs]
    losing = max((run.loss_percent for run in runs), default=0.0)
    if losing < _WORTH_SAYING_PERCENT:
        return []
    measured = athlete.sweat_rate is not None or athlete.sweat_correction is not None
    source = "measured" if measured else "estimated"
    return [
        f"One run is expected to cost {losing:.1f} % of body mass ({source} sweat rate) even when drinking well: "
        "run in a cooler hour or shorter, and drink in the hours after it."
    ]
