"""Thousands of random real weeks through the whole road: is any hard rule ever broken, what is refused and why.

    python benchmarks/random_weeks.py [count] [seed] [processes]

Each week has random runs (any hour, kilometres or minutes, hills, heat), double days, strength days, a race in
two of five, and a random runner (45–100 kg; one in eight anywhere from 35 to 180 kg), measured values, health words and
diets. Every finished plan is checked here from its JSON alone: no run drinks more than it sweats, no hour holds more
than 0.8 L, iron lies inside 18 to 36 mg (27 to 36 in pregnancy), energy availability is at least 30 kcal/kg, loading
days hold 8 to 12 g/kg, and nothing is eaten while running but what is meant for it.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import fuelplan
from fuelplan.vocabulary import DIETS

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HEALTH = ("pregnant 1", "pregnant 2", "pregnant 3", "breastfeeding", "heavy periods", "missed periods", "levothyroxine")
RACES = (("5", 0.5), ("10", 1.0), ("half", 2.0), ("marathon", 4.0), ("50", 5.5), ("80", 9.5))
SLACK = 1e-6


def a_run(chance: random.Random, day: str, hours: tuple[float, float]) -> str:
    start = chance.randint(int(hours[0] * 60), int(hours[1] * 60))
    km = chance.choice([chance.uniform(3, 12), chance.uniform(5, 20), chance.uniform(12, 35)])
    pace = chance.uniform(4.2, 7.5)
    words = [day, f"{km:.1f}km" if chance.random() < 0.6 else f"{max(15, km * pace):.0f}min"]
    words += [chance.choice(["easy", "easy", "long", "tempo", "intervals"]), f"{start // 60:02d}:{start % 60:02d}"]
    if chance.random() < 0.3:
        words.append(f"+{chance.randint(20, 600)}m")
    if chance.random() < 0.4:
        words += [f"{chance.uniform(-8, 38):.0f}C", f"{chance.randint(10, 100)}%"]
    return " ".join(words)


def some_runs(chance: random.Random, taken: str | None) -> str:
    entries = []
    for day in DAYS:
        if day == taken or chance.random() < 0.35:
            continue
        if chance.random() < 0.2:
            entries += [a_run(chance, day, (5, 7)), a_run(chance, day, (15, 18.5))]
        else:
            entries.append(a_run(chance, day, (5, 19)))
    return "; ".join(entries) or "mon rest"


def random_week(chance: random.Random) -> dict[str, Any]:
    heavy_or_light = chance.random() < 0.125
    week: dict[str, Any] = {
        "weight": round(chance.uniform(35, 180) if heavy_or_light else chance.uniform(45, 100), 1),
        "diet": chance.choice([*DIETS, "omnivore"]),
        "temp": round(chance.uniform(-5, 35), 1),
        "humidity": chance.randint(0, 100),
        "sex": chance.choice([None, "female", "male"]),
        "age": chance.choice([None, chance.randint(18, 80)]),
        "lifestyle": chance.choice(["desk", "mixed", "mixed", "feet"]),
        "pace": f"{chance.uniform(4.3, 7.5):.2f}",
    }
    race_day = chance.choice(DAYS) if chance.random() < 0.4 else None
    if race_day:
        distance, hours = chance.choice(RACES)
        week["race"] = f"{race_day} {distance} {int(hours)}:{int(60 * (hours % 1)) + chance.randint(0, 20):02d}"
    if race_day is None or chance.random() < 0.5:
        week["runs"] = some_runs(chance, race_day)
    else:
        week["km"] = round(chance.uniform(10, 130), 1)
    if chance.random() < 0.3:
        week["strength"] = f"{chance.choice(DAYS)} 20:30 30min"
    if chance.random() < 0.15:
        week["body_fat"] = round(chance.uniform(8, 32), 1)
    if chance.random() < 0.1:
        week["sweat_rate"] = round(chance.uniform(0.3, 2.6), 2)
    if chance.random() < 0.2:
        word = chance.choice(HEALTH)
        week |= {"health": word, "sex": "female"}
        if word.startswith("pregnant"):
            week.pop("race", None)
            week.setdefault("runs", some_runs(chance, None))
            week.pop("km", None)
    return week


def minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def hours_over(day: dict[str, Any]) -> float:
    """Most millilitres drunk in any hour: glasses at their minute, what is drunk on a run evenly over it."""
    length = {run["start"]: max(run["minutes"], 60.0) for run in day["runs"]}
    glasses = [(minute(d["time"]), d["ml"]) for d in day["drinks"] if d["why"] != "during the run"]
    flows = [(minute(d["time"]), length[d["time"]], d["ml"]) for d in day["drinks"] if d["why"] == "during the run"]
    edges = {at for at, _ in glasses} | {at for at, long, _ in flows for at in (at, at + long - 60)}
    return max(
        (
            sum(ml for at, ml in glasses if edge <= at < edge + 60)
            + sum(ml * max(0.0, min(edge + 60, at + long) - max(edge, at)) / long for at, long, ml in flows)
            for edge in edges
        ),
        default=0.0,
    )


def broken_rules(week: dict[str, Any], asked: dict[str, Any]) -> list[str]:
    broken = []
    floor = 27 if str(asked.get("health", "")).startswith("pregnant") else 18
    for day in week["days"]:
        totals = day["totals"]
        if not floor - SLACK <= totals["iron_mg"] <= 36 + SLACK:
            broken.append(f"iron {totals['iron_mg']:.2f}")
        if day["energy_availability_kcal_per_kg"] < 30 - 0.05:
            broken.append(f"energy availability {day['energy_availability_kcal_per_kg']}")
        thirsty = [run for run in day["runs"] if run["drink_l"] > run["sweat_l"]]
        broken += [f"drinks {run['drink_l']} of {run['sweat_l']} L" for run in thirsty]
        if hours_over(day) > 800 + SLACK:
            broken.append(f"{hours_over(day):.0f} ml in an hour")
        per_kg = totals["carbohydrate_g"] / week["athlete"]["mass_kg"]
        if day["loading"] and not 8 - 0.01 <= per_kg <= 12 + 0.01:
            broken.append(f"loading {per_kg:.2f} g/kg")
        for run in day["runs"]:
            start, end = minute(run["start"]), minute(run["start"]) + run["minutes"]
            broken += [
                f"{meal['slot']} at {meal['time']} during a run"
                for meal in day["meals"]
                if meal["slot"] != "during run" and start < minute(meal["time"]) < end - 5
            ]
    return broken


def try_week(number_seed: tuple[int, int]) -> tuple[str, str, float, int]:
    number, seed = number_seed
    asked = random_week(random.Random(f"{seed}-{number}"))
    begun = time.perf_counter()
    try:
        week = fuelplan.plan_week(start="2026-11-23", seed=number, **asked).to_dict()
    except fuelplan.NoPlanError as reason:
        return "refused", f"{reason.problems[0]}   {asked}", time.perf_counter() - begun, 0
    except fuelplan.InputError as reason:
        return "not a week", reason.problems[0], time.perf_counter() - begun, 0
    except Exception as error:
        return "CRASH", f"{error!r}   {asked}", time.perf_counter() - begun, 0
    spent, loading = time.perf_counter() - begun, sum(day["loading"] for day in week["days"])
    broken = broken_rules(week, asked)
    return ("BROKEN", f"{broken}   {asked}", spent, loading) if broken else ("planned", "", spent, loading)


def main(count: int, seed: int, processes: int) -> int:
    outcomes: Counter[str] = Counter()
    loading, times = 0, []
    with ProcessPoolExecutor(processes) as pool:
        for outcome, says, spent, days in pool.map(try_week, ((n, seed) for n in range(count)), chunksize=8):
            outcomes[outcome] += 1
            loading += days
            times.append(spent)
            if outcome not in ("planned", "not a week"):
                print(f"{outcome}: {says}", flush=True)
    said = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common())
    print(f"{count} random weeks: {said}; {loading} loading days; median {statistics.median(times):.2f} s a week")
    return int(bool(outcomes["BROKEN"] or outcomes["CRASH"]))


if __name__ == "__main__":
    raise SystemExit(main(*(int(value) for value in [*sys.argv[1:], *("200", "1", "1")[len(sys.argv) - 1 :]])))
