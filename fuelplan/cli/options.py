"""The options that say who runs and what, shared by the commands; the same names stand in runner.toml."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from fuelplan.cooking import USUAL_BATCH, USUAL_QUICK_MIN

Command = TypeVar("Command", bound=Callable[..., Any])

_TRAINING: tuple[tuple[str, str], ...] = (
    ("--km", "Kilometres you run in a week."),
    ("--distance", "The same with a unit: '37 mi'."),
    ("--runs", "Your runs: 'tue 10 easy; wed 50min tempo 18:30; sun 25 long 08:00 +300m 24C'."),
    ("--race", "A race in this week: 'sun 42.2 3:45' or 'sat half 1:50 at 10:00'; the days before lead up to it."),
    ("--strength", "Strength sessions: 'tue 18:00 45min; fri'."),
    ("--last-km", "Kilometres you ran last week, for the load."),
    ("--pace", "Usual pace: 5:40 or 9:07/mi.  [assumed: 6:00 /km]"),
    ("--temp", "Temperature when you run: 24, 24C or 75F.  [assumed: 18 °C]"),
    ("--humidity", "Relative humidity in %.  [assumed: 60]"),
    ("--start", "First day, like 2026-11-23.  [assumed: the coming Monday]"),
)
_RUNNER: tuple[tuple[str, str], ...] = (
    ("--weight", "Body weight: 70, 70kg or 154lb.  [assumed: 70 kg]"),
    ("--height", "Height: 175, 1.75m or 5ft9in.  [assumed from the weight]"),
    ("--age", "Age in years, 18 to 90.  [assumed: 35]"),
    ("--sex", "female or male; for energy, vitamins and minerals."),
    ("--lifestyle", "Your day outside running: desk, mixed, feet (standing work) or camp (resting).  [mixed]"),
    ("--rmr", "Measured resting metabolic rate in kcal a day; wins over the formula."),
    ("--ffm", "Measured fat-free mass: 56 or 56kg; wins over the assumption."),
    ("--body-fat", "The same from measured body fat in %."),
    ("--sweat-rate", "Your measured sweat rate in L/h; wins over the estimate (see fuelplan sweat)."),
    ("--sweat-sodium", "light, normal or salty (white crusts on your cap).  [normal]"),
)
_TABLE: tuple[tuple[str, str], ...] = (
    ("--diet", "omnivore, pescatarian, vegetarian or vegan.  [omnivore]"),
    ("--region", "eu or us: whose flour, rice and cereals (US ones are enriched with iron).  [eu]"),
    ("--iron-cap", "Your own daily iron ceiling in mg, 18 to 36."),
    ("--iron-supplement", "Iron in mg of a supplement you take every day anyway; it is counted."),
)
_LISTS: tuple[tuple[str, str], ...] = (
    ("--health", "What needs care: 'pregnant 2', 'breastfeeding', 'heavy periods', 'levothyroxine' …"),
    ("--avoid", "Foods, groups or allergens: 'nuts, pork, dairy'."),
    ("--like", "Foods wanted more often: 'lentils, salmon'."),
    ("--have", "Foods at home, to be used up first."),
)
_COOKING = (
    click.option(
        "--batch",
        is_flag=False,
        flag_value=str(USUAL_BATCH),
        help=f"Cook once, eat twice: so many lunches are last night's dinner.  [{USUAL_BATCH} when no number is given]",
    ),
    click.option(
        "--quick",
        is_flag=False,
        flag_value=str(USUAL_QUICK_MIN),
        help=f"Minutes for lunch and dinner on working days.  [{USUAL_QUICK_MIN} when no number is given]",
    ),
    click.option("--budget", help="What the week's food may cost, in the table's currency (rough, old US prices)."),
    click.option(
        "--home", is_flag=True, default=None, help="You eat lunch at home on working days: it may be cooked then."
    ),
    click.option(
        "--never", multiple=True, help="Dishes, or whole kitchens, not to be cooked: 'Beef stroganoff; Korean'."
    ),
    click.option("--keep", multiple=True, help="A dish to be served: 'mon breakfast=Porridge', 'dinner=Lentil soup'."),
)


def cooking_options(command: Command) -> Command:
    """Give a command the options that say how the household cooks."""
    for option in reversed(_COOKING):
        command = option(command)
    return command


def runner_options(command: Command) -> Command:
    """Give a command the options that say who runs and what."""
    single = [click.option(name, help=text) for name, text in (*_TRAINING, *_RUNNER)]
    lists = [click.option(name, multiple=True, help=text) for name, text in _LISTS]
    table = [click.option(name, help=text) for name, text in _TABLE]
    for option in reversed([*single, *lists, *table]):
        command = option(command)
    return command
