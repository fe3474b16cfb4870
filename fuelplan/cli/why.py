"""``fuelplan why``: the formula behind a number, with the runner's own numbers put in."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fuelplan.cli.options import runner_options
from fuelplan.cli.runner import request_of, settings_of
from fuelplan.cli.terminal import columns, plain_errors
from fuelplan.errors import InputError, Mistakes, did_you_mean

if TYPE_CHECKING:
    from fuelplan.inputs import Request
    from fuelplan.needs import DayNeeds
    from fuelplan.reasons import Reason, Topic

_WIDEST = 100


@click.command(short_help="Why a number is what it is: 'fuelplan why iron'.")
@click.argument("topic", nargs=-1)
@runner_options
@click.option("--day", help="A day of the week: tue, or its date.  [the one with the most running]")
def why(topic: tuple[str, ...], day: str | None, **options: Any) -> None:
    """Why a number is what it is: the formula, your numbers put in, its sources, and what is unsure.

    \b
    fuelplan why iron
    fuelplan why vitamin d --km 60 --weight 58 --sex female
    fuelplan why drinking --runs "sun 25 long 24C" --day sun

    Without a topic: what may be asked. In a folder with runner.toml it is used; options win over it.
    """
    from fuelplan.reasons import topic_named

    with plain_errors():
        if not topic:
            _list_topics()
            return
        mistakes = Mistakes()
        asked = mistakes.of(lambda: topic_named(" ".join(topic)))
        request = _read(options, mistakes)
        mistakes.raise_if_any()
        assert asked is not None and request is not None
        _tell(asked, request, day)


def _list_topics() -> None:
    from fuelplan.reasons import TOPICS

    lines = columns([(topic.name, topic.says) for topic in TOPICS])
    indent = " " * (max(len(topic.name) for topic in TOPICS) + 2)
    click.echo("fuelplan why TOPIC, where TOPIC is one of:\n")
    for line in lines:
        click.echo(_wrapped(line, "  ", f"  {indent}"))


def _read(options: Mapping[str, Any], mistakes: Mistakes) -> Request | None:
    """Return the runner of the folder with the options laid over it."""
    from fuelplan.folder import find_folder

    return request_of(settings_of(find_folder(Path()), options, mistakes), mistakes)


def _tell(topic: Topic, request: Request, asked: str | None) -> None:
    from fuelplan.needs import week_needs

    needs = week_needs(request.athlete, request.week)
    day = _most_running(needs) if asked is None else _day_named(asked, needs)
    reason = topic.make(request.athlete, request.week, day)
    click.echo(f"{reason.title}: {day.training.weekday} {day.training.day.isoformat()}\n")
    click.echo(_wrapped(reason.formula, "", ""))
    for heading, lines in (
        ("With your numbers", reason.worked),
        ("Through the week", _by_day(topic, needs)),
        ("What is unsure", reason.limits),
        ("What it rests on", list(_sources(reason))),
        ("Taken as given or assumed", ["; ".join(request.assumptions)]),
    ):
        _section(heading, lines)


def _most_running(needs: Sequence[DayNeeds]) -> DayNeeds:
    return max(needs, key=lambda day: float(day.training.running_time.m))


def _day_named(asked: str, needs: Sequence[DayNeeds]) -> DayNeeds:
    """Return the day of the week that is meant by its name or its date."""
    word = asked.strip().lower()
    names = {name: day for day in needs for name in _names_of(day.training.day)}
    if word not in names:
        days = [day.training for day in needs]
        within = f"{days[0].day.isoformat()} to {days[-1].day.isoformat()}"
        cure = did_you_mean(word, names) if word[:1].isalpha() else ""
        near = cure if cure.startswith("did you mean") else f"write mon to sun, or a date of the week {within}"
        raise InputError(f"--day '{asked}': {near}")
    return names[word]


def _names_of(day: date) -> tuple[str, str, str]:
    """A day's names: its English weekday, short and long, and its date."""
    short = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    whole = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return short[day.weekday()], whole[day.weekday()], day.isoformat()


def _sources(reason: Reason) -> Iterator[str]:
    """Yield what each part rests on, then the papers with their numbers."""
    from fuelplan.references import REFERENCES

    number = {key: place for place, key in enumerate(reason.references, start=1)}
    for basis in reason.sources:
        papers = "".join(f"[{number[key]}]" for key in basis.keys)
        note = f" ({basis.note})" if basis.note else ""
        yield f"{basis.what}: {basis.confidence} {papers}".rstrip() + note
    for key, place in number.items():
        reference = REFERENCES[key]
        yield f"[{place}] {reference.text}" + (f" doi:{reference.doi}" if reference.doi else "")


def _by_day(topic: Topic, needs: Sequence[DayNeeds]) -> list[str]:
    """Return a row for each day: its running, the aim and the window."""
    if topic.window:
        return columns([("day", "km", "aim", "window"), *(_window_row(topic.window, day) for day in needs)], _RIGHT)
    if topic.of_run:
        unit = "g" if topic.of_run.endswith("_g") else "L"
        rows = [(*_day_of(day), f"{_of_runs(topic.of_run, day):.{0 if unit == 'g' else 2}f} {unit}") for day in needs]
        return columns([("day", "km", "on the run"), *rows], _RIGHT)
    return []


_RIGHT = frozenset({1, 2})


def _of_runs(name: str, day: DayNeeds) -> float:
    return sum(float(getattr(run, name)) for run in day.runs)


def _day_of(day: DayNeeds) -> tuple[str, str]:
    return day.training.weekday, f"{sum(float(run.distance.m) for run in day.training.runs):.1f}"


def _window_row(key: str, day: DayNeeds) -> tuple[str, ...]:
    from fuelplan.reasons import unit_of

    need = day.windows[key]
    unit = unit_of(key)
    digits = 1 if unit in ("mg", "µg") and need.aim < 50 else 0
    top = f"to {need.max:,.{digits}f}" if need.max is not None else "and more"
    return (
        *_day_of(day),
        f"{need.aim:,.{digits}f} {unit}",
        f"{need.min:,.{digits}f} {top}{', hard' if need.hard else ''}",
    )


def _section(heading: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    click.echo(f"\n{heading}")
    for line in lines:
        click.echo(_wrapped(line, "  ", "    "))


def _wrapped(line: str, first: str, later: str) -> str:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    if len(first) + len(line) <= width:
        return first + line
    return textwrap.fill(line, max(width, 30), initial_indent=first, subsequent_indent=later, break_long_words=False)
