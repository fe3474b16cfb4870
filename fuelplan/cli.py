"""The command line: options in, files and a summary out. No arithmetic; heavy imports inside the commands."""

from __future__ import annotations

import gc
import io
import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fuelplan._version import VERSION
from fuelplan.cli_foods import foods_group
from fuelplan.errors import InputError, Mistakes
from fuelplan.terminal import plain_errors

if TYPE_CHECKING:
    from fuelplan.folder import Folder, Settings
    from fuelplan.inputs import Request
    from fuelplan.workflow import Kitchen

_STANDARD_OUTPUT = "-"
_DEFAULT_OUT = "fuelplan-week.pdf"
_NOT_THE_RUNNER = ("page", "out", "json", "foods", "dishes")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="fuelplan")
def main() -> None:
    """A printable week of meals and fluids for distance runners.

    Start with: fuelplan make --km 60
    """


main.add_command(foods_group)


def program() -> None:
    """Run the command line as a process of its own.

    A run of a second frees enough by reference count alone: collecting garbage, on the way and once
    more at the end, would cost a tenth of it. A terminal that lacks a letter shows a question mark.
    """
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        main()
    finally:
        gc.freeze()


@main.command()
@click.option("--km", help="Kilometres you run in a week.")
@click.option("--distance", help="The same with a unit: '37 mi'.")
@click.option("--weight", help="Body weight: 70, 70kg or 154lb.  [assumed: 70 kg]")
@click.option("--height", help="Height: 175, 1.75m or 5ft9in.  [assumed from the weight]")
@click.option("--age", help="Age in years, 18 to 90.  [assumed: 35]")
@click.option("--sex", help="female or male; for energy, vitamins and minerals.")
@click.option("--diet", help="omnivore, pescatarian, vegetarian or vegan.  [omnivore]")
@click.option("--avoid", multiple=True, help="Foods, groups or allergens: 'nuts, pork, dairy'.")
@click.option("--like", multiple=True, help="Foods wanted more often: 'lentils, salmon'.")
@click.option("--have", multiple=True, help="Foods at home, to be used up first.")
@click.option("--region", help="eu or us: whose flour, rice and cereals (US ones are enriched with iron).  [eu]")
@click.option("--runs", help="Your runs: 'tue 10 easy; wed 12 tempo; sun 25 long 08:00'.")
@click.option("--pace", help="Usual pace: 5:40 or 9:07/mi.  [assumed: 6:00 /km]")
@click.option("--temp", help="Temperature when you run: 24, 24C or 75F.  [assumed: 18 °C]")
@click.option("--humidity", help="Relative humidity in %.  [assumed: 60]")
@click.option("--sweat-rate", help="Your measured sweat rate in L/h; wins over the estimate.")
@click.option("--iron-cap", help="Your own daily iron ceiling in mg, 18 to 36.")
@click.option("--start", help="First day, like 2026-11-23.  [assumed: the coming Monday]")
@click.option("--seed", type=int, help="Another number gives another week.  [0]")
@click.option("--foods", type=click.Path(path_type=Path), help="Your food table (CSV), or 'shipped'.")
@click.option("--dishes", type=click.Path(path_type=Path), help="Your folder of dishes (*.toml), or 'shipped'.")
@click.option("--page", type=click.Choice(["a4", "letter"]), help="Paper size.  [a4]")
@click.option("--out", type=click.Path(path_type=Path), help=f"The PDF to write.  [{_DEFAULT_OUT}]")
@click.option(
    "--json",
    is_flag=False,
    flag_value=_STANDARD_OUTPUT,
    help="Write the plan as JSON too: to a file, or to the screen when no file is named.",
)
def make(**options: Any) -> None:
    """Plan a week and print it to a PDF.

    In a folder with runner.toml, foods.csv or dishes/ (see fuelplan init) these are used; options win over them.
    """
    with plain_errors(most=25, more="'fuelplan check' lists all"):
        _make(options)


def _make(options: Mapping[str, Any]) -> None:
    from fuelplan import files, summary, workflow
    from fuelplan.folder import find_folder

    folder = find_folder(Path())
    mistakes = Mistakes()
    settings = _settings(folder, options, mistakes)
    out = Path(settings.values.get("out", _DEFAULT_OUT))
    to_json = settings.values.get("json")
    json_path = Path(to_json) if to_json and str(to_json) != _STANDARD_OUTPUT else None
    mistakes.of(lambda: files.check_writable(out, "--out"))
    if json_path:
        mistakes.of(lambda: files.check_writable(json_path, "--json"))
    with _Progress() as progress:
        request, kitchen = _read(folder, settings, mistakes)
        week = workflow.plan_request(request, kitchen, progress)
        progress("printing")
        pdf = workflow.to_pdf(week, settings.values.get("page", "a4"))
    text = workflow.to_json(week) if to_json else ""
    files.write_whole(out, pdf)
    if json_path:
        files.write_whole(json_path, text.encode())
    elif text:
        click.echo(text, nl=False)
    to_stderr = bool(text) and json_path is None
    for line in [*_using(folder, settings), *summary.lines(week)]:
        click.echo(line, err=to_stderr)
    click.echo(f"Wrote {out}" + (f" and {json_path}" if json_path else ""), err=to_stderr)


def _settings(folder: Folder, options: Mapping[str, Any], mistakes: Mistakes) -> Settings:
    """Return runner.toml with the options laid over it; what cannot be used is noted."""
    from fuelplan.folder import Settings, read_runner, with_options

    runner = folder.runner
    written = (mistakes.of(lambda: read_runner(runner)) if runner else None) or Settings()
    mistakes.problems += written.problems
    return with_options(written, options)


def _read(folder: Folder, settings: Settings, mistakes: Mistakes) -> tuple[Request, Kitchen]:
    """Return the runner and the kitchen, or tell the mistakes in all of their files at once."""
    from fuelplan import workflow
    from fuelplan.folder import DISTANCES
    from fuelplan.inputs import read_request

    values = settings.values
    runner = {key: value for key, value in values.items() if key not in _NOT_THE_RUNNER}
    if mistakes.problems and not any(key in runner for key in DISTANCES):
        runner["km"] = 0
    request = mistakes.of(lambda: read_request(**runner, origin=settings.origin))
    foods, dishes = _own(values.get("foods"), folder.foods), _own(values.get("dishes"), folder.dishes)
    kitchen = mistakes.of(lambda: workflow.load_kitchen(foods, dishes))
    if request and kitchen:
        mistakes.of(lambda: workflow.check_words(request, kitchen.table))
    mistakes.raise_if_any()
    assert request is not None and kitchen is not None
    return request, kitchen


def _own(named: Path | None, found: Path | None) -> Path | None:
    """Return the file to use: the named one, the folder's own, or None for the shipped one."""
    from fuelplan.folder import SHIPPED

    if named is None:
        return found
    return None if str(named) == SHIPPED else named


def _using(folder: Folder, settings: Settings) -> list[str]:
    """Return one line that names the runner's own files, where there are any."""
    foods, dishes = (_own(settings.values.get(key), getattr(folder, key)) for key in ("foods", "dishes"))
    names = [f"{path}{'/' if path.is_dir() else ''}" for path in (folder.runner, foods, dishes) if path]
    listed = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return [f"Using {listed}."] if names else []


@main.command(short_help="Write runner.toml, foods.csv and dishes/ to edit.")
@click.argument("folder", type=click.Path(path_type=Path), default=".", required=False)
@click.option("--semicolon", is_flag=True, help="Write foods.csv for spreadsheets with a decimal comma (1,5).")
def init(folder: Path, semicolon: bool) -> None:
    """Write runner.toml, foods.csv and dishes/ to edit, into FOLDER or here. Nothing is overwritten."""
    from fuelplan.folder import write_folder

    with plain_errors():
        for path in write_folder(folder, semicolon):
            click.echo(f"Wrote {path}" + ("/" if path.is_dir() else ""))
        place = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
        click.echo(f"Edit them, then: {place}fuelplan check && fuelplan make")


@main.command(short_help="Check your files: every mistake, and what is odd.")
@click.argument("folder", type=click.Path(path_type=Path), default=".", required=False)
def check(folder: Path) -> None:
    """Check runner.toml, foods.csv and dishes/ of FOLDER, or those here: every mistake, and what is odd."""
    from fuelplan.folder import find_folder

    with plain_errors():
        if not folder.is_dir():
            raise InputError(f"{folder}: there is no such folder; 'fuelplan init {folder}' makes one")
        found = find_folder(folder)
        if not found.names:
            raise InputError(
                f"{folder}: there is no runner.toml, foods.csv or dishes/ here; 'fuelplan init' writes them"
            )
        _check(found)


def _check(folder: Folder) -> None:
    from fuelplan.folder import DISTANCES

    mistakes = Mistakes()
    settings = _settings(folder, {}, mistakes)
    if not any(key in settings.values for key in DISTANCES):
        settings = replace(settings, values={**settings.values, "km": 0})
    _, kitchen = _read(folder, settings, mistakes)
    oddities = kitchen.oddities()
    for oddity in oddities:
        click.echo(f"odd: {oddity}")
    foods, dishes = len(kitchen.table.foods), len(kitchen.dishes)
    odd = f"{len(oddities)} odd" if oddities else "nothing odd"
    click.echo(f"{', '.join(folder.names)}: no mistakes, {odd}; {foods} foods, {dishes} dishes")


class _Progress:
    """Shows the step under way on a terminal; says nothing in a pipe."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Callable[[str], None]:
        return self._show

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)

    def _show(self, step: str) -> None:
        if self._shown:
            click.echo(f"\r\033[K{step} …", nl=False, err=True)
