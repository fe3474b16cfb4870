"""The command line: options in, files and a summary out. No arithmetic; heavy imports inside the commands."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fuelplan._version import VERSION
from fuelplan.cli.change import compare, swap
from fuelplan.cli.foods import foods_group
from fuelplan.cli.options import cooking_options, runner_options
from fuelplan.cli.printing import as_before, design_of, print_options, prints_of, write_week
from fuelplan.cli.runner import own_file, read_all, settings_of
from fuelplan.cli.sweat import sweat
from fuelplan.cli.terminal import A_PATH, Progress, kept_as, listed, plain_errors
from fuelplan.cli.why import why
from fuelplan.errors import InputError, Mistakes

if TYPE_CHECKING:
    from fuelplan.folder import Folder, Settings
    from fuelplan.weekplan import WeekPlan

_STANDARD_OUTPUT = "-"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="fuelplan")
def main() -> None:
    """A printable week of meals and fluids for distance runners.

    Start with: fuelplan make --km 60
    """


for command in (swap, compare, foods_group, sweat, why):
    main.add_command(command)


@main.command()
@runner_options
@cooking_options
@click.option(
    "--from",
    "after",
    type=A_PATH,
    help="The week before (its JSON): plan the next one, with other dishes, from what that one was asked.",
)
@click.option("--seed", type=int, help="Another number gives another week.  [0]")
@click.option("--foods", type=A_PATH, help="Your food table (CSV), or 'shipped'.")
@click.option("--dishes", type=A_PATH, help="Your folder of dishes (*.toml), or 'shipped'.")
@print_options
@click.option(
    "--json",
    type=A_PATH,
    is_flag=False,
    flag_value=_STANDARD_OUTPUT,
    help="Write the plan as JSON too: to a file, or to the screen when no file is named.",
)
def make(**options: Any) -> None:
    """Plan a week and print it to a PDF.

    In a folder with runner.toml, foods.csv, dishes/ or page.toml (see fuelplan init) these are used; options win.
    """
    after = options.pop("after")
    with plain_errors(most=25, more="'fuelplan check' lists all"):
        _make(options, after)


def _make(options: Mapping[str, Any], after: Path | None) -> None:
    from fuelplan import earlier, outputs, summary, workflow
    from fuelplan.folder import find_folder

    folder, mistakes = find_folder(Path()), Mistakes()
    before = _read_before(after, mistakes)
    settings = settings_of(folder, as_before(options, before) if before else options, mistakes)
    settings = _following(settings, before, str(after), mistakes)
    to_json = settings.values.get("json")
    json_path = Path(to_json) if to_json and str(to_json) != _STANDARD_OUTPUT else None
    prints = prints_of(folder, settings, mistakes, json_path)
    with Progress() as progress:
        request, kitchen = read_all(folder, settings, mistakes)
        last_week = earlier.last_week_of(before, kitchen.table, str(after))
        week = workflow.plan_request(request, kitchen, progress, last_week=last_week)
        progress("printing")
        week = replace(week, look=prints.look)
        contents = prints.contents(week)
        measures = prints.measures(week)
    text = outputs.to_json(week) if to_json else ""
    kept = write_week(contents, {json_path: text.encode()} if json_path else {})
    if text and not json_path:
        click.echo(text, nl=False)
    after_it = [earlier.again_line(week, before, str(after))] if before else []
    wrote = f"Wrote {listed([*contents, *([json_path] if json_path else [])])}{kept_as(kept)}{prints.in_zone()}"
    for line in [*_using(folder, settings), *summary.lines(week, measures), *after_it, wrote]:
        click.echo(line, err=bool(text) and not json_path)


def _read_before(after: Path | None, mistakes: Mistakes) -> WeekPlan | None:
    """Return the week to plan on from; None where there is none, or, with the mistake noted, none that can be read."""
    from fuelplan.export.plan_json import read_week

    return mistakes.of(lambda: read_week(after)) if after else None


def _following(settings: Settings, before: WeekPlan | None, name: str, mistakes: Mistakes) -> Settings:
    """Return the settings of the week after one; as they are where there is none."""
    from fuelplan.earlier import settings_after

    return (mistakes.of(lambda: settings_after(settings, before, name)) if before else None) or settings


def _using(folder: Folder, settings: Settings) -> list[str]:
    """Return one line that names the runner's own files, where there are any."""
    foods, dishes = (own_file(settings.values.get(key), getattr(folder, key)) for key in ("foods", "dishes"))
    page = Path(settings.values["template"]) if "template" in settings.values else folder.page
    names = [f"{path}{'/' if path.is_dir() else ''}" for path in (folder.runner, foods, dishes, page) if path]
    return [f"Using {listed(names)}."] if names else []


@main.command(short_help="Write runner.toml, foods.csv, dishes/ and page.toml to edit.")
@click.argument("folder", type=A_PATH, default=".", required=False)
@click.option("--semicolon", is_flag=True, help="Write foods.csv for spreadsheets with a decimal comma (1,5).")
def init(folder: Path, semicolon: bool) -> None:
    """Write runner.toml, foods.csv, dishes/ and page.toml to edit, into FOLDER or here. Nothing is overwritten."""
    from fuelplan.folder import write_folder

    with plain_errors():
        for path in write_folder(folder, semicolon):
            click.echo(f"Wrote {path}" + ("/" if path.is_dir() else ""))
        place = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
        click.echo(f"Edit them, then: {place}fuelplan check && fuelplan make")


@main.command(short_help="Check your files: every mistake, and what is odd.")
@click.argument("folder", type=A_PATH, default=".", required=False)
def check(folder: Path) -> None:
    """Check runner.toml, foods.csv, dishes/ and page.toml of FOLDER, or here: every mistake, and what is odd."""
    from fuelplan.folder import find_folder
    from fuelplan.paths import is_dir

    with plain_errors():
        if not is_dir(folder):
            raise InputError(f"{folder}: there is no such folder; 'fuelplan init {folder}' makes one")
        found = find_folder(folder)
        if not found.names:
            raise InputError(
                f"{folder}: there is no runner.toml, foods.csv, dishes/ or page.toml here; 'fuelplan init' writes them"
            )
        _check(found)


def _check(folder: Folder) -> None:
    from fuelplan.folder import DISTANCES

    mistakes = Mistakes()
    settings = settings_of(folder, {}, mistakes)
    if not any(key in settings.values for key in DISTANCES):
        settings = replace(settings, values={**settings.values, "km": 0})
    mistakes.of(lambda: design_of(folder, settings.values))
    _, kitchen = read_all(folder, settings, mistakes)
    oddities = kitchen.oddities()
    for oddity in oddities:
        click.echo(f"odd: {oddity}")
    foods, dishes = len(kitchen.table.foods), len(kitchen.dishes)
    odd = f"{len(oddities)} odd" if oddities else "nothing odd"
    click.echo(f"{', '.join(folder.names)}: no mistakes, {odd}; {foods} foods, {dishes} dishes")
