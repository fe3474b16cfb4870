"""Cook once, eat twice: which dinners of a week may be lunches too, and the words that go with them."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from fuelplan.dishes import Filling
from fuelplan.planner.wishes.week import Candidate
from fuelplan.weekplan import DayPlan, Meal

_POTS_PER_LUNCH = 2
_SECOND_PORTION = re.compile(r"(; )?cook (double: half of it is \w+'s lunch|\w+'s lunch with it \().*$")


def week_pots(
    dinners: Sequence[Filling],
    lunches: int,
    rng: random.Random,
    wants: Mapping[str, float],
    last_week: Collection[str] = (),
) -> list[Filling]:
    """Return a few dinners that keep, each of another dish: twice as many as lunches are asked.

    Those with wanted foods come first, the dishes of last week at the end.
    """
    pots = [filling for filling in dinners if filling.dish.keeps and filling.dish.week_max]
    rng.shuffle(pots)
    pots.sort(key=lambda pot: (pot.dish.name in last_week, -sum(wants.get(food.id, 0.0) for _, food in pot.choices)))
    first = {filling.dish.name: filling for filling in reversed(pots)}
    return [pot for pot in pots if first[pot.dish.name] is pot][: _POTS_PER_LUNCH * lunches]


def second_portions(pots: Sequence[Filling]) -> list[Filling]:
    """Return the pots as lunches."""
    return [replace(pot, again=True) for pot in pots]


def evenings_of(chosen: Sequence[Candidate]) -> dict[int, int]:
    """Return day → the evening before it on which its lunch was cooked, for the days that eat a second portion.

    Where no other menu keeps the hard rules, a lunch may stand there whose dinner does not, or has been eaten up: it is
    cooked by itself.
    """
    evenings: dict[int, int] = {}
    for day, menu in enumerate(chosen):
        near = range(day - 1, max(-1, day - 1 - menu.again_days), -1)
        cooked = [at for at in near if menu.again and chosen[at].pot == menu.again and at not in evenings.values()]
        if cooked:
            evenings[day] = cooked[0]
    return evenings


def with_shared_pots(
    days: Sequence[DayPlan], evenings: Mapping[int, int], lunches: Mapping[int, Filling]
) -> list[DayPlan]:
    """Return the days, each second portion with its evening, and each dinner before one with what to cook more.

    ``lunches`` holds the fillings of the second portions by day; one without an evening is cooked by itself.
    """
    told = list(days)
    for day in lunches.keys() - evenings.keys():
        lunch = _at("lunch", told[day])
        told[day] = _with_meal(told[day], lunch, _cooked_alone(lunch, replace(lunches[day], again=False)))
    for day, evening in evenings.items():
        lunch, dinner = _at("lunch", told[day]), _at("dinner", told[evening])
        told[day] = _with_meal(told[day], lunch, _warmed(lunch, told[evening].weekday))
        told[evening] = _with_meal(
            told[evening], dinner, _cooked_for_two(dinner, lunch, told[day].weekday, lunches[day])
        )
    return told


def repotted(
    days: Sequence[DayPlan], before: Mapping[int, int], evenings: Mapping[int, int], lunches: Mapping[int, Filling]
) -> list[DayPlan]:
    """Return days whose shared pots are told anew: of those ``before``, the ``evenings`` that still hold.

    A lunch whose dinner has gone is cooked by itself, from its filling in ``lunches``; a dinner whose lunch has gone
    says nothing of it.
    """
    told = list(days)
    for day, evening in before.items():
        lunch, dinner = _at("lunch", told[day]), _at("dinner", told[evening])
        told[day] = _with_meal(told[day], lunch, _cooked_alone(lunch, lunches[day]) if lunch.again else lunch)
        told[evening] = _with_meal(told[evening], dinner, _without_second_portion(dinner))
    return with_shared_pots(told, evenings, {day: lunches[day] for day in evenings})


def _cooked_alone(meal: Meal, filling: Filling) -> Meal:
    served = [item.food for item in meal.items]
    return replace(meal, title=filling.title, method=filling.method(served), minutes=filling.minutes, again="")


def _without_second_portion(dinner: Meal) -> Meal:
    return replace(dinner, note=_SECOND_PORTION.sub("", dinner.note))


def _at(slot: str, day: DayPlan) -> Meal:
    return next(meal for meal in day.meals if meal.slot == slot)


def _with_meal(day: DayPlan, old: Meal, new: Meal) -> DayPlan:
    return replace(day, meals=tuple(new if meal is old else meal for meal in day.meals))


def _warmed(meal: Meal, evening: str) -> Meal:
    method = f"Heat the second portion of {evening}'s dinner until it steams. {meal.method}".strip()
    return replace(meal, title=f"{meal.title}, from {evening}'s pot", method=method, again=evening, swap="")


def _cooked_for_two(dinner: Meal, lunch: Meal, day: str, filling: Filling) -> Meal:
    """Say what more goes into the pot; extras on the side are served fresh with the lunch."""
    in_the_pot = {food.id for part, food in filling.choices if not part.optional}
    portions = {item.food: item.portions for item in dinner.items}
    shared = [item for item in lunch.items if item.food in in_the_pot]
    alike = all(item.portions == portions[item.food] for item in shared)
    more = "; ".join(f"{item.amount} {item.name.lower()}" for item in shared)
    how = f"cook double: half of it is {day}'s lunch" if alike else f"cook {day}'s lunch with it ({more})"
    note = f"{how}; cool it within an hour and keep it in the fridge"
    return replace(dinner, note="; ".join(filter(None, (dinner.note, note))), swap="")
