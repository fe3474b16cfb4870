"""Random runners of every kind, each said twice: in the options of ``plan_week``, and in plain numbers for an audit.

Random tables and dishes beside them: the shipped ones with rows dropped, marked and changed, written to files.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Options = dict[str, Any]
Request = dict[str, Any]
Rows = list[dict[str, str]]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DIETS = ("omnivore", "omnivore", "pescatarian", "vegetarian", "vegan")
HEALTH = (
    *("pregnant 1", "pregnant 2", "pregnant 3", "breastfeeding", "heavy periods", "iron deficiency", "missed periods"),
    *("stress fracture", "levothyroxine", "antacids", "diuretics", "warfarin", "bisphosphonates"),
)
ALLERGENS = (
    *("gluten", "crustaceans", "egg", "fish", "peanut", "soya", "milk", "nuts", "celery", "mustard", "sesame"),
    *("sulphites", "lupin", "molluscs"),
)
EVERYDAY = ("dairy", "lactose", "wheat", "soy", "eggs", "peanuts", "tree nuts", "shellfish", "seafood", "meat")
PLAIN = (
    *("mushrooms", "red meat", "poultry", "pork", "beef", "lamb", "potato", "tomato", "tomatoes", "onion", "banana"),
    *("rice", "pasta", "oats", "lentils", "beans", "chickpeas", "tofu", "honey", "orange juice", "cherry", "peaches"),
    *("cheese", "yogurt", "olives", "spinach", "bread", "butter", "salmon", "prawns", "chocolate", "dried fruit"),
    *("berries", "noodles", "seeds", "potatoes", "cherries", "carrots", "peppers", "garlic", "cabbage"),
)
RACES = (("5km", 5.0), ("10km", 10.0), ("half", 21.0975), ("marathon", 42.195), ("50km", 50.0), ("80km", 80.0))
KINDS = ("easy", "easy", "easy", "long", "tempo", "intervals", "race")


@dataclass(frozen=True)
class Asked:
    """One random week: the options, the same in plain numbers, and the files it is planned from (None: shipped)."""

    options: Options
    request: Request
    foods: Path | None
    dishes: Path | None


def random_asked(chance: random.Random, shipped_foods: Path, shipped_dishes: Path, folder: Path) -> Asked:
    """Return a random week; its files are written into ``folder``."""
    options, request = random_runner(chance)
    some_wishes(chance, options, request)
    with_child = any(word.startswith("pregnant") for word in request["health"])
    some_training(chance, options, request, race_share=0.05 if with_child else 0.4)
    foods = random_table(chance, shipped_foods, folder / "foods.csv") if chance.random() < 0.6 else None
    dishes = random_dishes(chance, shipped_dishes, folder / "dishes") if chance.random() < 0.4 else None
    request["own_table"] = foods is not None
    return Asked(options, request, foods, dishes)


def maybe(chance: random.Random, share: float, value: Any) -> Any:
    return value if chance.random() < share else None


def random_runner(chance: random.Random) -> tuple[Options, Request]:
    """Weight, height, age, sex, measured values, in 35 to 180 kg and 14 to 90 years."""
    mass = round(chance.uniform(35, 180) if chance.random() < 0.4 else chance.uniform(45, 100), 1)
    usual = min(195.0, max(150.0, 100 * (mass / 21.5) ** 0.5))
    request: Request = {
        "mass_kg": mass,
        "height_cm": maybe(chance, 0.5, float(round(min(225, max(125, usual * chance.uniform(0.86, 1.06)))))),
        "age": maybe(chance, 0.7, chance.randint(18, 90) if chance.random() < 0.97 else chance.randint(14, 17)),
        "sex": chance.choice([None, "female", "male"]),
        "lifestyle": chance.choice(["camp", "desk", "mixed", "mixed", "feet"]),
        "rmr_kcal": maybe(chance, 0.06, chance.randint(1000, 2300)),
        "ffm_kg": None,
        "start": (date(2026, 1, 5) + timedelta(days=chance.randint(0, 700))).isoformat(),
    }
    options = {"weight": mass, "height": request["height_cm"], "age": request["age"], "sex": request["sex"]}
    options |= {"lifestyle": request["lifestyle"], "rmr": request["rmr_kcal"], "start": request["start"]}
    if chance.random() < 0.12:
        fat = round(chance.uniform(6, 40), 1)
        options["body_fat"], request["ffm_kg"] = fat, mass * (1 - fat / 100)
    return options, request


def some_training(chance: random.Random, options: Options, request: Request, race_share: float) -> None:
    """A week's kilometres or single runs, doubles among them, perhaps a race, strength, weather, sweat."""
    pace, air, humidity = round(chance.uniform(4.2, 7.9), 2), round(chance.uniform(-5, 38), 1), chance.randint(0, 100)
    request |= {"pace_min_km": pace, "temperature_c": air, "humidity": humidity / 100, "week_km": None}
    options |= {"pace": f"{pace:.2f}", "temp": air, "humidity": humidity}
    request |= {"runs": None, "race": None, "strength": []}
    race_day = chance.choice(WEEKDAYS) if chance.random() < race_share else None
    if race_day:
        options["race"], request["race"] = a_race(chance, race_day, request)
    if chance.random() < 0.55:
        runs = [run for day in WEEKDAYS if day != race_day for run in runs_of_day(chance, day, request)]
        if race_day and request["race"]["start"] >= "13:00" and chance.random() < 0.5:
            runs.append(a_run(chance, race_day, (5, 10), request, 8))
        options["runs"] = "; ".join(words for words, _ in runs) or "mon rest"
        request["runs"] = [run for _, run in runs]
    else:
        options["km"] = request["week_km"] = round(chance.uniform(0, 200 if chance.random() < 0.5 else 90), 1)
    if chance.random() < 0.3:
        day, minutes = chance.choice(WEEKDAYS), chance.randint(15, 90)
        options["strength"] = f"{day} 21:00 {minutes}min"
        request["strength"] = [{"weekday": day, "minutes": minutes}]
    some_sweat(chance, options, request)


def some_sweat(chance: random.Random, options: Options, request: Request) -> None:
    """A measured sweat rate, or one sweat test in mild air, or neither; how salty it is."""
    request |= {"sweat_rate_l_h": None, "sweat_test": None}
    options["sweat_sodium"] = chance.choice([None, None, "light", "normal", "salty"])
    if chance.random() < 0.1:
        options["sweat_rate"] = request["sweat_rate_l_h"] = round(chance.uniform(0.1, 3.5), 2)
    elif chance.random() < 0.1:
        mass, minutes, air, damp = request["mass_kg"], chance.randint(45, 120), chance.randint(5, 20), 40
        after = round(mass - chance.uniform(0.2, 1.4) * minutes / 60, 1)
        km = round(minutes / chance.uniform(5, 7.5), 1)
        options["sweat_test"] = [
            {"before": mass, "after": after, "drunk": 0.3, "minutes": minutes, "km": km, "temp": air, "humidity": damp}
        ]
        request["sweat_test"] = {"before_kg": mass, "after_kg": after, "drunk_l": 0.3, "minutes": minutes, "km": km}
        request["sweat_test"] |= {"temperature_c": air, "humidity": damp / 100}


def a_race(chance: random.Random, day: str, request: Request) -> tuple[str, Request]:
    word, km = chance.choice(RACES)
    minutes = round(km * chance.uniform(4.0, 7.4))
    start = chance.choice(["07:00", "09:00", "10:30", "13:00", "15:30"]) if minutes < 400 else "06:00"
    run = {"weekday": day, "km": km, "minutes": float(minutes), "start": start, "kind": "race", "climb_m": 0.0}
    run |= {key: request[key] for key in ("temperature_c", "humidity")}
    return f"{day} {word} {minutes // 60}:{minutes % 60:02d}:00 at {start}", run


def runs_of_day(chance: random.Random, day: str, request: Request) -> list[tuple[str, Request]]:
    if chance.random() < 0.3:
        return []
    if chance.random() < 0.2:
        return [a_run(chance, day, (4.5, 7), request, 14), a_run(chance, day, (15, 18.5), request, 14)]
    return [a_run(chance, day, (4, 20), request, 40)]


def a_run(
    chance: random.Random, day: str, between: tuple[float, float], request: Request, most_km: float
) -> tuple[str, Request]:
    """Return one run in words and in numbers."""
    start = chance.randint(int(between[0] * 60), int(between[1] * 60))
    km, kind, pace = round(chance.triangular(2, most_km, 8), 1), chance.choice(KINDS), request["pace_min_km"]
    run: Request = {"weekday": day, "km": km, "minutes": km * pace, "kind": kind, "climb_m": 0.0}
    run |= {"start": f"{start // 60:02d}:{start % 60:02d}"}
    run |= {key: request[key] for key in ("temperature_c", "humidity")}
    words = [day, f"{km:.1f}km"]
    if chance.random() < 0.4:
        run["minutes"] = float(max(12, round(km * chance.uniform(4.0, 8.5))))
        words.append(f"{run['minutes']:.0f}min")
    if chance.random() < 0.3:
        run["climb_m"] = float(chance.randint(10, int(60 * km)))
        words.append(f"+{run['climb_m']:.0f}m")
    if chance.random() < 0.4:
        run["temperature_c"], percent = float(chance.randint(-5, 38)), chance.randint(5, 100)
        run["humidity"] = percent / 100
        words.append(f"{run['temperature_c']:.0f}C {percent}%")
    return " ".join([*words, kind, run["start"]]), run


def some_wishes(chance: random.Random, options: Options, request: Request) -> None:
    """Diet, region, what is avoided, health, iron, and how it is cooked."""
    request |= {"diet": chance.choice(DIETS), "region": chance.choice(["eu", "eu", "us"]), "avoid": [], "health": []}
    if chance.random() < 0.5:
        words = [*ALLERGENS, *PLAIN, *chance.sample(EVERYDAY, 4)]
        request["avoid"] = chance.sample(words, chance.choice([1, 1, 2, 3, 4]))
    if chance.random() < 0.3:
        words = HEALTH if chance.random() < 0.97 else ("diabetes",)
        request["health"] = chance.sample(words, min(len(words), chance.choice([1, 1, 1, 2])))
        if {"pregnant", "breastfeeding", "missed", "heavy"} & {word.split()[0] for word in request["health"]}:
            request["sex"] = options["sex"] = "female"
    request["iron_cap_mg"] = maybe(chance, 0.15, float(chance.randint(20, 36)))
    request["iron_supplement_mg"] = float(chance.randint(1, 20)) if chance.random() < 0.15 else 0.0
    options |= {"diet": request["diet"], "region": request["region"], "iron_cap": request["iron_cap_mg"]}
    options |= {"avoid": ", ".join(request["avoid"]), "health": ", ".join(request["health"])}
    options["iron_supplement"] = request["iron_supplement_mg"] or None
    options["batch"] = maybe(chance, 0.15, chance.randint(1, 4))
    options["quick"] = maybe(chance, 0.1, chance.randint(10, 40))
    options["budget"] = maybe(chance, 0.1, chance.randint(30, 120))
    options["home"] = maybe(chance, 0.1, True)
    options["like"] = maybe(chance, 0.1, "salmon") or ()


def random_table(chance: random.Random, shipped: Path, path: Path) -> Path:
    """Write the shipped table with rows dropped, marked and changed; allergens are blank only where unknown."""
    with shipped.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kept = [row for row in rows if chance.random() < chance.choice([0.6, 0.8, 0.9, 1.0])]
    for row in kept:
        row["allergens"] = row["allergens"] or "none"
        if chance.random() < 0.25:
            _change(chance, row)
    kept += [_own(chance, dict(row), number) for number, row in enumerate(chance.sample(kept, chance.randint(0, 12)))]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)
    return path


def _change(chance: random.Random, row: dict[str, str]) -> None:
    kind = chance.randrange(7)
    if kind == 0:
        row["mark"] = chance.choice(["like", "avoid", "have"])
    elif kind == 1:
        row["portion_g"] = f"{float(row['portion_g']) * chance.uniform(0.7, 1.4):.1f}"
    elif kind == 2:
        row["portions_max"] = chance.choice(["", "1", "2", "3", "2.5"])
    elif kind == 3 and row["allergens"] != "none":
        row["allergens"] = chance.choice(["", "unknown"])
    elif kind == 4:
        row["iron_mg"] = f"{float(row['iron_mg']) * chance.uniform(0.3, 3):.2f}"
    elif kind == 5:
        row[chance.choice(["calcium_mg", "fibre_g", "sodium_mg", "vitamin_c_mg", "price_per_100g", "pack_g"])] = ""
    elif not row["roles"]:
        row[chance.choice(["iron_mg", "energy_kcal", "water_g"])] = ""


def _own(chance: random.Random, row: dict[str, str], number: int) -> dict[str, str]:
    """Return a food of one's own: like another, with a name and id of its own and allergens perhaps not stated."""
    row |= {"id": f"own-{number}-{row['id']}", "name": f"Own {row['name']}", "menu_name": ""}
    row |= {"allergens": chance.choice([row["allergens"], row["allergens"], "unknown", ""]), "buy_as": ""}
    return row


def random_dishes(chance: random.Random, shipped: Path, folder: Path) -> Path:
    """Write the shipped dishes, some left out."""
    folder.mkdir()
    kept = chance.choice([0.5, 0.7, 0.9])
    for source in sorted(shipped.glob("*.toml")):
        head, *dishes = source.read_text(encoding="utf-8").split("[[dish]]\n")
        some = [dish for dish in dishes if chance.random() < kept] or dishes[:1]
        text = "[[dish]]\n".join([head, *some])
        (folder / source.name).write_text(text, encoding="utf-8")
    return folder
