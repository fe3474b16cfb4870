"""``fuelplan sweat``: a sweat test from two weigh-ins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fuelplan.cli.terminal import plain_errors

if TYPE_CHECKING:
    from fuelplan.inputs.sweat_tests import SweatTest
    from fuelplan.units import Quantity


_NOT_SAVED = "not saved: the test is doubtful (see above); test again, or say the same with --sure as well"


@click.command(short_help="Your sweat rate from two weigh-ins.")
@click.option("--before", help="Weight before the run: 70.2, 70.2kg or 154.8lb.")
@click.option("--after", help="Weight after it, towelled dry.")
@click.option("--minutes", help="Minutes run between the two.")
@click.option("--drunk", help="Drunk in between: 0.4 (litres), 400ml or 14floz.  [0]")
@click.option("--urine", help="Passed in between, likewise.  [0]")
@click.option("--km", help="Distance run.  [from the pace]")
@click.option("--pace", help="Or the pace: 5:40 or 9:07/mi.  [assumed: 6:00 /km]")
@click.option("--temp", help="Temperature: 24, 24C or 75F.  [assumed: 18 °C]")
@click.option("--humidity", help="Relative humidity in %.  [assumed: 60]")
@click.option("--height", help="Height: 175, 1.75m or 5ft9in.  [runner.toml, else from the weight]")
@click.option("--date", help="Day of the test, like 2026-11-23.")
@click.option("--save", is_flag=True, help="Add the test to runner.toml here: plans go by it.")
@click.option("--sure", is_flag=True, help="Save it even if it is doubtful.")
def sweat(height: str | None, save: bool, sure: bool, **options: str | None) -> None:
    """Find your sweat rate: weigh yourself before and after a run, without clothes.

    \b
    fuelplan sweat --before 70.2 --after 69.1 --drunk 400ml --minutes 75 --km 12.5 --temp 18
    """
    from fuelplan import sweat_words
    from fuelplan.errors import InputError, Mistakes
    from fuelplan.folder import RUNNER
    from fuelplan.inputs import sweat_tests

    with plain_errors():
        mistakes = Mistakes()
        test = mistakes.of(lambda: sweat_tests.read_sweat_test(options, where="--"))
        tall = mistakes.of(lambda: sweat_tests.read_height(height, "--height")) if height else None
        mistakes.raise_if_any()
        assert test is not None
        earlier, known = _on_file()
        tall = tall or known
        doubtful = save and not sure and sweat_words.is_doubtful(test, tall)
        if save and not doubtful:
            sweat_tests.remember(Path(RUNNER), test)
        for line in sweat_words.lines(test, earlier, tall):
            click.echo(line)
        if doubtful:
            raise InputError(_NOT_SAVED)
        click.echo(f"Saved in {RUNNER}." if save else f"To keep it in {RUNNER}, say the same with --save.")


def _on_file() -> tuple[list[SweatTest], Quantity | None]:
    """Return the earlier tests and the height of runner.toml here; what cannot be read is told and passed over."""
    from fuelplan.errors import Mistakes
    from fuelplan.folder import find_folder, read_runner
    from fuelplan.inputs import sweat_tests

    runner, mistakes = find_folder(Path()).runner, Mistakes()
    settings = mistakes.of(lambda: read_runner(runner)) if runner else None
    values = settings.values if settings else {}
    earlier, problems = sweat_tests.earlier_tests(values.get(sweat_tests.TABLE, []))
    height = values.get("height")
    tall = mistakes.of(lambda: sweat_tests.read_height(height, "height")) if height is not None else None
    for problem in [*mistakes.problems, *problems]:
        click.echo(f"fuelplan: not used: {problem}", err=True)
    return earlier, tall
