"""The command line: options in, files and a summary out. No arithmetic; heavy imports inside the commands."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from fuelplan._version import VERSION
from fuelplan.errors import FuelplanError

_STANDARD_OUTPUT = "-"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="fuelplan")
def main() -> None:
    """A printable week of meals and fluids for distance runners.

    Start with: fuelplan make --km 60
    """


def program() -> None:
    """Run the command line as a process of its own.

    A run of a second frees enough by reference count alone: collecting garbage, on the way and once
    more at the end, would cost a tenth of it.
    """
    gc.disable()
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
@click.option("--diet", default="omnivore", show_default=True, help="omnivore, pescatarian, vegetarian or vegan.")
@click.option("--avoid", multiple=True, help="Foods, groups or allergens: 'nuts, pork, dairy'.")
@click.option("--runs", help="Your runs: 'tue 10 easy; wed 12 tempo; sun 25 long 08:00'.")
@click.option("--pace", help="Usual pace: 5:40 or 9:07/mi.  [assumed: 6:00 /km]")
@click.option("--temp", help="Temperature when you run: 24, 24C or 75F.  [assumed: 18 °C]")
@click.option("--humidity", help="Relative humidity in %.  [assumed: 60]")
@click.option("--sweat-rate", help="Your measured sweat rate in L/h; wins over the estimate.")
@click.option("--iron-cap", help="Your own daily iron ceiling in mg, 18 to 36.")
@click.option("--start", help="First day, like 2026-11-23.  [assumed: the coming Monday]")
@click.option("--seed", type=int, default=0, show_default=True, help="Another number gives another week.")
@click.option("--foods", type=click.Path(path_type=Path), help="Your own food table (CSV).")
@click.option("--page", type=click.Choice(["a4", "letter"]), default="a4", show_default=True, help="Paper size.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("fuelplan-week.pdf"),
    show_default=True,
    help="The PDF to write.",
)
@click.option(
    "--json",
    "json_out",
    is_flag=False,
    flag_value=_STANDARD_OUTPUT,
    help="Write the plan as JSON too: to a file, or to the screen when no file is named.",
)
def make(foods: Path | None, page: Any, out: Path, json_out: str | None, **options: Any) -> None:
    """Plan a week and print it to a PDF."""
    with _plain_errors():
        _make(foods, page, out, json_out, options)


def _make(foods: Path | None, page: Any, out: Path, json_out: str | None, options: dict[str, Any]) -> None:
    from fuelplan import files, summary, workflow
    from fuelplan.inputs import read_request

    json_path = Path(json_out) if json_out and json_out != _STANDARD_OUTPUT else None
    files.check_writable(out, "--out")
    if json_path:
        files.check_writable(json_path, "--json")
    with _Progress() as progress:
        week = workflow.plan_request(read_request(**options), foods, progress)
        progress("printing")
        pdf = workflow.to_pdf(week, page)
    text = workflow.to_json(week) if json_out else ""
    files.write_whole(out, pdf)
    if json_path:
        files.write_whole(json_path, text.encode())
    elif text:
        click.echo(text, nl=False)
    to_stderr = bool(text) and json_path is None
    for line in summary.lines(week):
        click.echo(line, err=to_stderr)
    click.echo(f"Wrote {out}" + (f" and {json_path}" if json_path else ""), err=to_stderr)


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


class _plain_errors:  # noqa: N801 (reads as a statement)
    """Turns what a user can cause into plain lines and an exit code."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, FuelplanError):
            for problem in error.problems:
                click.echo(f"fuelplan: {problem}", err=True)
            raise SystemExit(error.exit_code) from None
