"""A week in a person's words, the same on paper, in the calendar, on a phone; no drawing here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from fuelplan.measures import NBSP, Measures, number
from fuelplan.weekplan import Citation, DayPlan, Drink, Meal, Portion, RunPlan, WeekPlan

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DOT = f"{NBSP}·"
RUN_SLOTS = ("before run", "during run", "after run")
FRACTIONS = ("½", "¼", "¾", "⅓", "⅔")
UNITS = re.compile(r"(\d) ((?:k?g|m[lg]|km|min|h|L|°C|%)(?![a-z]))")
SIZES = ("small", "medium", "large")
SHORT_SLOTS = {"morning snack": "snack", "afternoon snack": "snack", "evening snack": "evening"}
PROPER = frozenset(
    [
        "Greek",
        "Brazil",
        "Brussels",
        "Swiss",
        "English",
        "Emmental",
        "Cheddar",
        "Parmesan",
        "Medjool",
        "Gouda",
        "Icelandic",
        "Savoy",
    ]
)


def clock(minutes: float) -> str:
    """Duration in the runner's words: ``50 min``, ``1 h 35``."""
    whole = round(minutes)
    return f"{whole}{NBSP}min" if whole < 60 else f"{whole // 60}{NBSP}h{NBSP}{whole % 60:02d}"


def elapsed(minutes: int) -> str:
    """Running time as a watch shows it: ``0:20``, ``1:40``."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def minute_of_day(time: str) -> int | None:
    """``07:30`` as minutes after midnight; None when it is no time."""
    found = re.fullmatch(r"\s*(\d{1,2}):(\d{2})\s*", time)
    return int(found[1]) * 60 + int(found[2]) if found else None


def weekday(day: DayPlan) -> str:
    """The weekday in full: ``Mon`` becomes ``Monday``."""
    return next((w for w in WEEKDAYS if day.weekday and w.startswith(day.weekday)), day.weekday)


def week_dates(week: WeekPlan, measures: Measures) -> str:
    """First and last date of the week: ``23 Nov – 29 Nov 2026``."""
    if not week.days:
        return ""
    first, last = (measures.day_month(day.date) for day in (week.days[0], week.days[-1]))
    year = week.days[0].date[:4] if week.days[0].date[:4].isdigit() else ""
    return f"{first} – {last} {year}".strip()


def week_title(week: WeekPlan, measures: Measures) -> str:
    """``Your week: 60 km · 70 kg``, from what the plan knows."""
    km = week.athlete.get("km_per_week")
    if not isinstance(km, int | float):
        km = sum(run.km for day in week.days for run in day.runs)
    mass = week.athlete.get("mass_kg")
    parts = [measures.whole_distance(km), *([measures.mass(mass)] if isinstance(mass, int | float) else [])]
    return "Your week: " + " · ".join(parts)


def climb(run: RunPlan, measures: Measures) -> list[str]:
    """``+300 m`` in a list, which is empty on the level."""
    return [measures.climb(run.climb_m)] if run.climb_m >= 1 else []


def race_time(minutes: float) -> str:
    """A time as a race clock shows it: ``26:40``, ``3:45:00``."""
    hours, rest = divmod(round(60 * minutes), 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def run_title(run: RunPlan, measures: Measures) -> str:
    """``10 km easy 07:00``, ``22 km +300 m long 07:00``."""
    parts = (measures.distance(run.km), *climb(run, measures), run.kind, run.start)
    return " ".join(part for part in parts if part)


def run_lines(day: DayPlan, measures: Measures) -> list[str]:
    """Each run of a day with the air temperature: ``10 km easy 07:00 · 18 °C``."""
    return [f"{run_title(run, measures)}{NBSP}· {measures.temperature(run.temperature_c)}" for run in day.runs]


def strength_lines(day: DayPlan) -> list[str]:
    """Each strength session of a day: ``strength 18:00 45 min``."""
    return [f"strength {session.start}{NBSP}{clock(session.minutes)}" for session in day.strength]


def training_lines(day: DayPlan, measures: Measures) -> list[str]:
    """The day's runs and strength sessions, or that it is one of rest."""
    return [*run_lines(day, measures), *strength_lines(day)] or ["rest day"]


def day_mark(day: DayPlan) -> str:
    """What sets a day apart, in a word: ``race``, ``loading`` or nothing."""
    return "race" if day.race is not None else "loading" if day.loading else ""


def reference_numbers(keys: Iterable[str], references: Sequence[Citation]) -> str:
    """The numbers of references in the printed list, in brackets: ``[3, 7]``; nothing for those not in it."""
    places = {citation.key: index for index, citation in enumerate(references, start=1)}
    found = sorted({places[key] for key in keys if key in places})
    return f"[{', '.join(map(str, found))}]" if found else ""


def slot_name(slot: str) -> str:
    """A slot as printed: ``morning snack``, ``before the run``."""
    return slot.replace(" run", " the run") if slot in RUN_SLOTS else slot


def short_slot(slot: str) -> str:
    """A slot in one or two words: ``snack``, ``evening``, ``before run``."""
    return SHORT_SLOTS.get(slot, slot)


def _lowered(name: str) -> str:
    """The name inside a sentence: proper names and capitals inside a word stay."""
    first, last = name.partition(" ")[0].rstrip(","), name.rpartition(" ")[2]
    proper = first in PROPER or first[1:] != first[1:].lower()
    if proper or (last != name and last[:1].isupper()):
        return name
    return name[:1].lower() + name[1:]


def _spoken(name: str) -> str:
    """The name up to its comma; whether it is weighed cooked is never lost."""
    first, *rest = name.split(", ")
    return f"cooked {_lowered(first)}" if any(part.startswith("cooked") for part in rest) else first


def _stem(word: str) -> str:
    return word.casefold().rstrip("es")


def _several(name: str) -> str:
    """More than one of a food measured by its size: ``sweet potatoes, baked``."""
    first, comma, rest = name.partition(",")
    ending = "" if first.endswith("s") else "es" if first.endswith("o") else "s"
    return first + ending + comma + rest


def portion_text(portion: Portion, *, short: bool = False) -> str:
    """``1½ cups brown rice``; ``2 boiled eggs`` or ``1 dried fig`` when the measure is the food itself."""
    name = _lowered(_spoken(portion.name) if short else portion.name)
    count, _, measure = portion.amount.partition(" ")
    said = {_stem(word): word for word in measure.split()}
    words = re.split(r"([\s,]+)", name)
    if said and said.keys() <= set(map(_stem, words)):
        last = _stem(name.partition(",")[0].rpartition(" ")[2])
        spoken = [said[last] if last in said and _stem(word) == last else word for word in words]
        return f"{count}{NBSP}{''.join(spoken)}"
    if measure in SIZES and count not in ("1", *FRACTIONS):
        name = _several(name)
    return f"{portion.amount.replace(' ', NBSP)} {name}".strip()


def portion_with_grams(portion: Portion, measures: Measures) -> str:
    """The portion with its weight in brackets, once only."""
    text = portion_text(portion)
    if re.fullmatch(r"[\d.,½¼¾⅓⅔]+\s*(g|oz)", portion.amount.strip()):
        return text
    return f"{text}{NBSP}({measures.grams(portion.grams)})"


def same_words(title: str, items: Sequence[Portion]) -> bool:
    """Whether a one-food meal's title says no more than its portion does."""
    return len(items) == 1 and title.casefold().strip() in items[0].name.casefold()


def to_drink(day: DayPlan, measures: Measures) -> str:
    """What the day's drinks add up to: ``1.4 L``."""
    return measures.drinks(drink.ml for drink in day.drinks)


def drink_text(drink: Drink, measures: Measures) -> str:
    """``300 ml water, before the run``."""
    extras = []
    if drink.carbohydrate_g >= 1:
        extras.append(f"{number(drink.carbohydrate_g)}{NBSP}g carbohydrate")
    if drink.sodium_mg >= 1:
        extras.append(f"{number(drink.sodium_mg)}{NBSP}mg sodium")
    bracket = f" ({', '.join(extras)})" if extras else ""
    why = f", {drink.why}" if drink.why else ""
    return f"{measures.drink(drink.ml)} {drink.what}{bracket}{why}"


def _nearest(day: DayPlan, time: str, slot: str) -> int:
    """Index of the run a bite or drink belongs to, by the clock."""
    minute = minute_of_day(time)
    shares = {"before run": 0.0, "during run": 0.5, "after run": 1.0}

    def distance(index: int) -> float:
        run = day.runs[index]
        start = minute_of_day(run.start)
        if minute is None or start is None:
            return float(index)
        return abs(minute - start - shares[slot] * run.minutes)

    return min(range(len(day.runs)), key=distance)


def run_meals(day: DayPlan, index: int, slot: str) -> list[Meal]:
    """Meals of a run slot that belong to the day's run number ``index``."""
    return [m for m in day.meals if m.slot == slot and day.runs and _nearest(day, m.time, slot) == index]


def run_drinks(day: DayPlan, index: int, slot: str) -> list[Drink]:
    """Drinks before, during or after the day's run number ``index``."""
    why = slot_name(slot)
    drinks = [d for d in day.drinks if d.why.startswith(why) and day.runs]
    return [d for d in drinks if _nearest(day, d.time, slot) == index]


def meal_after(day: DayPlan, run: RunPlan) -> Meal | None:
    """The first ordinary meal after a run's end."""
    start = minute_of_day(run.start)
    if start is None:
        return None
    meals = [(minute_of_day(m.time), m) for m in day.meals if m.slot not in RUN_SLOTS]
    later = [(minute, m) for minute, m in meals if minute is not None and minute >= start + run.minutes]
    return min(later, key=lambda pair: pair[0])[1] if later else None


def unbroken(words: str) -> str:
    """Words whose numbers stay on a line with their unit."""
    return UNITS.sub(rf"\1{NBSP}\2", words)


def join_dots(parts: Iterable[str]) -> str:
    """Parts with a dot between them; at the end of a line ``break_lines`` drops the dot."""
    return f"{DOT} ".join(parts)
