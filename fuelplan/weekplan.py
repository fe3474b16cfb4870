"""The finished week: what is eaten, drunk and bought, as plain numbers with the unit in the name.

``WeekPlan`` is what the planner returns, the audit re-adds, the report draws and JSON carries.
It knows nothing of how it was found. All masses are grams as eaten unless a name says otherwise.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from fuelplan.macro_needs import Need
from fuelplan.page_design import Look

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPlan:
    """One run with what it costs: sweat with its honest band, and what to drink and eat on the way."""

    km: float
    minutes: float
    start: str
    kind: str
    temperature_c: float
    humidity: float
    sweat_l: float
    sweat_low_l: float
    sweat_high_l: float
    drink_l: float
    carbohydrate_g: float
    loss_percent: float
    sodium_mg_per_l: float = 0.0
    climb_m: float = 0.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthPlan:
    """One strength session."""

    start: str
    minutes: float
    energy_kcal: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a race-day timetable: when, and what to do."""

    time: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A mark of the race: where, at which clock and race time, what to eat and drink up to there since the last.

    ``eat`` names what is eaten at the mark; ``drink_ml`` is drunk since the mark before it.
    """

    km: float
    clock: str
    elapsed_min: float
    drink_ml: float
    eat: str
    carbohydrate_g: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RacePlan:
    """Race day: its timetable from breakfast to dinner, the fuelling by 5 km, and the same per hour.

    ``run`` is the race's place among the day's runs.
    """

    run: int
    timetable: tuple[Step, ...]
    splits: tuple[Split, ...]
    drink_ml_per_hour: float
    carbohydrate_g_per_hour: float
    sodium_mg_per_hour: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """One food on a plate: ``portions`` times its household portion, read as ``amount``.

    ``part`` names the part of the dish that it fills.
    """

    food: str
    name: str
    grams: float
    portions: float
    portion_name: str
    amount: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meal:
    """One eating occasion. ``swap`` is an equal choice ("or: …"), ``note`` a reason in a few words.

    ``again`` is the weekday of the dinner whose second portion this is, or "".
    """

    slot: str
    time: str
    dish: str
    title: str
    items: tuple[Portion, ...]
    minutes: int = 0
    method: str = ""
    swap: str = ""
    note: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drink:
    """One drink of the day's fluid timeline (beverages with a meal's nutrients are items, not drinks)."""

    time: str
    ml: float
    what: str
    why: str
    sodium_mg: float = 0.0
    carbohydrate_g: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """A supplement the runner takes already; the plan counts its iron and recommends none; ``when`` is best."""

    name: str
    iron_mg: float
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """One day. ``totals`` re-adds from the food table; ``unknown`` is the share of the food's
    weight whose value the table does not know (0 to 1); ``tonight`` what to prepare for tomorrow."""

    date: str
    weekday: str
    runs: tuple[RunPlan, ...]
    needs: dict[str, Need]
    totals: dict[str, float]
    unknown: dict[str, float]
    meals: tuple[Meal, ...]
    supplements: tuple[Supplement, ...]
    drinks: tuple[Drink, ...]
    water_need_ml: float
    water_from_food_ml: float
    drink_ml: float
    absorbed_iron_mg: float
    energy_availability_kcal_per_kg: float
    notes: tuple[str, ...] = ()
    tonight: str = ""
    strength: tuple[StrengthPlan, ...] = ()
    race: RacePlan | None = None
    loading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoppingItem:
    """What to buy for the week: ``grams`` of it as bought (dry rice, raw meat, fruit with its peel).

    ``packs × pack_g = grams + left_g``; both are 0 for what is sold loose or comes in no known pack. ``pieces`` counts
    eggs and bananas, 0 for what is weighed, and ``pack_pieces`` those of a pack; ``pack_ml`` is 0 unless it is poured.
    ``name`` stands beside the number, "" for ``buy_as``. What is left ``freezes``, or keeps ``keeps_days``, None for
    weeks; ``cupboard``: a little of what keeps. ``cost`` is money as eaten, None where no price is known.
    """

    food: str
    buy_as: str
    grams: float
    aisle: str
    checked: bool = False
    pieces: int = 0
    pack_g: float = 0.0
    packs: int = 0
    left_g: float = 0.0
    pack_pieces: int = 0
    pack_ml: float = 0.0
    container: str = ""
    name: str = ""
    keeps_days: float | None = None
    freezes: bool = False
    cupboard: bool = False
    cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One of the seven causes of heavy legs, what this week says about it, and the keys of its references."""

    name: str
    says: str
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference as printed: key, one-line text, DOI or an empty string."""

    key: str
    text: str
    doi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula this week used, in words, with the keys of its references."""

    topic: str
    text: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How the week was chosen: what it pays for all wishes, and the least any week of these menus could.

    ``gap`` is the difference as a share of the price; ``menus`` is how many there were to choose from, ``paid`` what
    each wish for the week costs here.
    """

    price: float
    bound: float
    gap: float
    menus: int
    paid: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What the food of the week costs, as eaten and not by whole packs: a rough figure of old prices.

    ``known`` is the share of the food's weight whose price the table knows (0 to 1).
    """

    amount: float
    currency: str
    known: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A dish that was swapped for another: it does not come back to this meal unless it is asked for by name."""

    weekday: str
    slot: str
    dish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """A whole week, ready to print. ``athlete`` holds the numbers used, assumed or given.

    ``weight_advice`` says what to make of a changing weight; who should not weigh themselves daily is not asked to.
    ``asked`` holds what the runner wrote, by the names of the options, so that a week can be planned on from its JSON.
    """

    fuelplan: str
    seed: int
    athlete: dict[str, Any]
    assumptions: tuple[str, ...]
    days: tuple[DayPlan, ...]
    shopping: tuple[ShoppingItem, ...]
    warnings: tuple[str, ...]
    causes: tuple[Cause, ...]
    references: tuple[Citation, ...]
    formulas: tuple[Formula, ...] = ()
    asked: dict[str, Any] = field(default_factory=dict)
    choice: Chosen | None = None
    money: Money | None = None
    weight_advice: str = ""
    weigh_daily: bool = True
    refused: tuple[Refused, ...] = ()
    look: Look = field(default_factory=Look)
    schema: int = field(default=SCHEMA)

    def to_dict(self) -> dict[str, Any]:
        """Return the plan as the JSON contract's plain dicts and lists."""
        return dataclasses.asdict(self)
