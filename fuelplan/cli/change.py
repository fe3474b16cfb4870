"""``fuelplan swap``: another dish for a meal of a finished week; ``fuelplan compare``: two weeks side by side."""

from __future__ import annotations

import json as json_text
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fuelplan.cli.printing import DEFAULT_OUT, as_before, print_options, prints_of, write_week
from fuelplan.cli.runner import kitchen_of, settings_of
from fuelplan.cli.terminal import A_PATH, Progress, columns, kept_as, listed, plain_errors
from fuelplan.errors import Mistakes

if TYPE_CHECKING:
    from fuelplan.compare import Comparison
    from fuelplan.weekplan import WeekPlan


@click.command(short_help="Another dish for a meal: 'fuelplan swap week.json tue dinner'.")
@click.argument("week", type=A_PATH)
@click.argument("meal", nargs=-1)
@click.option("--to", help="The dish to come, or a part of its name.  [any that fits, none that was swapped away here]")
@click.option("--foods", type=A_PATH, help="The food table the week was planned from (CSV), or 'shipped'.")
@click.option("--dishes", type=A_PATH, help="The folder of dishes it was planned from, or 'shipped'.")
@print_options
@click.option(
    "--json", type=A_PATH, help="Where to write the new week.  [WEEK itself; the old one is kept as WEEK.bak]"
)
def swap(week: Path, meal: tuple[str, ...], to: str | None, json: Path | None, **options: Any) -> None:
    """Serve another dish at a meal of a week that fuelplan make --json wrote.

    \b
    fuelplan swap week.json tue dinner
    fuelplan swap week.json "tue dinner" "fri lunch"
    fuelplan swap week.json tue dinner --to "Beef bolognese"

    The other meals of that day keep dishes and foods, their portions are balanced anew; the other days stay as they
    are. Without a meal: what there is to swap.
    """
    from fuelplan.export.plan_json import read_week

    with plain_errors():
        before = read_week(week)
        if not meal:
            _list_meals(before)
            return
        _swap(week, before, " ".join(meal), to, json or week, options)


def _list_meals(week: WeekPlan) -> None:
    from fuelplan.planner.rebuilt import menu_meals

    rows = [(day.weekday, meal.slot, meal.time, meal.title) for day in week.days for meal in menu_meals(day)]
    for line in columns(rows):
        click.echo(line)


def _swap(
    path: Path, before: WeekPlan, meals: str, to: str | None, json_path: Path, options: Mapping[str, Any]
) -> None:
    from fuelplan import change, outputs, summary
    from fuelplan.folder import find_folder
    from fuelplan.localised import localised

    folder, mistakes = find_folder(Path()), Mistakes()
    settings = settings_of(folder, as_before(options, before), mistakes)
    prints = prints_of(folder, settings, mistakes, json_path, _pdf_of(path))
    places = mistakes.of(lambda: change.places_of(meals, before))
    with Progress() as progress:
        kitchen = kitchen_of(folder, settings, mistakes)
        mistakes.raise_if_any()
        assert kitchen is not None and places is not None
        after = change.with_swaps(before, places, kitchen, to, name=str(path), progress=progress)
        progress("printing")
        after = replace(after, look=prints.look)
        measures = prints.measures(after)
        plan, contents = {json_path: outputs.to_json(after).encode()}, prints.contents(after)
    kept = write_week(contents, plan)
    told = summary.changes(*(localised(week, measures) for week in (before, after)))
    for line in [*told, f"Wrote {listed([*plan, *contents])}{kept_as(kept)}", *prints.not_anew(before.look)]:
        click.echo(line)


def _pdf_of(week: Path) -> Path:
    """Return the PDF beside a week of the same name, where there is one; else that which make writes by itself."""
    beside = week.with_suffix(".pdf")
    return beside if beside.is_file() else Path(DEFAULT_OUT)


@click.command(short_help="Two weeks side by side.")
@click.argument("first", type=A_PATH)
@click.argument("second", type=A_PATH)
@click.option("--json", is_flag=True, help="The same for machines.")
def compare(first: Path, second: Path, json: bool) -> None:
    """Lay two weeks that fuelplan make --json wrote side by side: what they hold, cost and ask of the kitchen."""
    from fuelplan import compare as side_by_side
    from fuelplan.export.plan_json import read_week

    with plain_errors():
        mistakes = Mistakes()
        one, other = mistakes.of(lambda: read_week(first)), mistakes.of(lambda: read_week(second))
        mistakes.raise_if_any()
        assert one is not None and other is not None
        found = side_by_side.compare(one, other)
        if json:
            click.echo(json_text.dumps(found.to_dict(), ensure_ascii=False, indent=1))
        else:
            _tell(found, first.name, second.name)


def _tell(found: Comparison, first: str, second: str) -> None:
    for line in columns([("", first, second), *((row.label, *row.cells) for row in found.rows)]):
        click.echo(line)
    click.echo()
    for line in columns(found.dinners):
        click.echo(line)
    click.echo()
    for note in found.notes:
        click.echo(note)
