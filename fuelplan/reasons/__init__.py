"""Why each number is what it is: a topic, and a function that puts this runner's numbers into its formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fuelplan.errors import InputError, did_you_mean
from fuelplan.reasons import energy, fluids, macros, minerals, training
from fuelplan.reasons.basis import CONFIDENCE, Basis, Make, Reason
from fuelplan.vocabulary import MICRONUTRIENTS, readable

__all__ = ["CONFIDENCE", "TOPICS", "Basis", "Reason", "Topic", "topic_named", "unit_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something one may ask why about.

    Parameters
    ----------
    name, says
        What is typed, and a line about it.
    make
        Gives the reason for a runner, a week and a day.
    words
        What else it is called.
    window
        The key of its window in :class:`fuelplan.needs.DayNeeds`, "" when it has none.
    of_run
        The field of :class:`fuelplan.run_needs.RunNeeds` that adds up to its day, "" when there is none.
    """

    name: str
    says: str
    make: Make
    words: tuple[str, ...] = ()
    window: str = ""
    of_run: str = ""


_FOOD = (
    Topic(
        name="energy",
        says="energy of the day",
        make=energy.energy,
        words=("calories", "kcal", "calorie", "kilojoules", "rmr", "tdee", "energy-availability"),
        window="energy_kcal",
    ),
    Topic(
        name="carbohydrate",
        says="carbohydrate of the day",
        make=macros.carbohydrate,
        words=("carbs", "carb", "carbohydrates", "starch", "sugar"),
        window="carbohydrate_g",
    ),
    Topic(name="protein", says="protein of the day", make=macros.protein, words=("proteins",), window="protein_g"),
    Topic(name="fat", says="fat of the day", make=macros.fat, words=("fats", "oil"), window="fat_g"),
    Topic(name="fibre", says="fibre of the day", make=macros.fibre, words=("fiber", "roughage"), window="fibre_g"),
    Topic(name="iron", says="iron of the day", make=minerals.iron, words=("fe", "ferritin"), window="iron_mg"),
    Topic(
        name="absorption",
        says="what of the iron is absorbed",
        make=minerals.absorption,
        words=("absorbed", "absorbed-iron", "phytate", "haem"),
    ),
    Topic(
        name="vitamins",
        says=f"vitamins and minerals; or one of them: {', '.join(map(minerals.topic_of, MICRONUTRIENTS))}",
        make=minerals.vitamins,
        words=("vitamin", "minerals", "mineral", "micronutrients"),
    ),
)
_FLUIDS = (
    Topic(name="water", says="water of the day, in food and drink", make=fluids.water, window="water_ml"),
    Topic(
        name="sweat",
        says="how sweat is estimated",
        make=fluids.sweat,
        words=("sweating", "sweat-rate"),
        of_run="sweat_l",
    ),
    Topic(
        name="drinking",
        says="how much to drink on the run",
        make=fluids.drinking,
        words=("drink", "drinks", "fluid", "fluids", "hydration", "bottle"),
        of_run="drink_l",
    ),
    Topic(name="sodium", says="sodium, that is salt", make=fluids.sodium, words=("salt", "na"), window="sodium_mg"),
)
_TRAINING = (
    Topic(name="timing", says="what is eaten when", make=training.timing, words=("when", "meals", "times", "timings")),
    Topic(
        name="loading",
        says="carbohydrate loading before a race",
        make=training.loading,
        words=("race", "carbo-loading", "carb-loading", "load"),
    ),
    Topic(
        name="fuel",
        says="carbohydrate on the run",
        make=training.fuel,
        words=("gels", "gel", "fuelling", "fueling"),
        of_run="carbohydrate_g",
    ),
    Topic(name="caffeine", says="caffeine before a race", make=training.caffeine, words=("coffee",)),
    Topic(
        name="legs",
        says="the seven causes of heavy legs",
        make=training.legs,
        words=("heavy-legs", "training", "sleep", "strength", "cadence"),
    ),
    Topic(
        name="health",
        says="your own cares (--health)",
        make=training.health,
        words=("care", "cares", "medicine", "medicines", "pregnancy"),
    ),
)
TOPICS: tuple[Topic, ...] = (*_FOOD, *_FLUIDS, *_TRAINING)

_OTHER_WORDS = {
    "calcium": ("ca",),
    "potassium": ("k",),
    "magnesium": ("mg",),
    "zinc": ("zn",),
    "folate": ("folic-acid", "b9"),
    "vitamin-a": ("retinol",),
    "vitamin-b12": ("b12",),
    "vitamin-c": ("ascorbic-acid",),
}
_SINGLE = tuple(
    Topic(
        name=minerals.topic_of(nutrient),
        says=readable(nutrient),
        make=minerals.one(nutrient),
        words=_OTHER_WORDS.get(minerals.topic_of(nutrient), ()),
        window=nutrient,
    )
    for nutrient in MICRONUTRIENTS
)
_BY_WORD: Mapping[str, Topic] = {word: topic for topic in (*TOPICS, *_SINGLE) for word in (topic.name, *topic.words)}


def topic_named(words: str) -> Topic:
    """Return the topic that everyday words mean.

    >>> topic_named("Vitamin D").name, topic_named("carbs").name
    ('vitamin-d', 'carbohydrate')

    Raises
    ------
    InputError
        When none is meant, with what was perhaps meant.
    """
    word = "-".join(words.lower().replace("_", " ").replace("-", " ").split())
    topic = _BY_WORD.get(word)
    if topic is None:
        known = [topic.name for topic in (*TOPICS, *_SINGLE)]
        near = did_you_mean(word, _BY_WORD)
        cure = near if near.startswith("did you mean") else f"use one of {', '.join(known)}"
        raise InputError(f"'{words}' is no topic of fuelplan why; {cure}")
    return topic


def unit_of(window: str) -> str:
    """Return the unit that a window's key names, as it is printed.

    >>> unit_of("vitamin_d_ug"), unit_of("water_ml")
    ('µg', 'mL')
    """
    ending = window.rpartition("_")[2]
    return {"ug": "µg", "ml": "mL"}.get(ending, ending)
