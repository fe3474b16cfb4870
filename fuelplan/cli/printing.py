"""The options that say how a week is printed and where to, and the files they ask for; shared by make and swap."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from fuelplan.cli.terminal import A_PATH, listed
from fuelplan.errors import InputError, Mistakes
from fuelplan.files import check_writable, is_theirs, same, write_files
from fuelplan.typed_json import shown

if TYPE_CHECKING:
    from fuelplan.folder import Folder, Settings
    from fuelplan.measures import Measures, System
    from fuelplan.page_design import Look, PageDesign, Paper
    from fuelplan.weekplan import WeekPlan

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_OUT = "fuelplan-week.pdf"
USUAL_ALARM_MIN, _MOST_ALARM_MIN = 10, 24 * 60
_PRINTED = {"out": (".pdf",), "html": (".html", ".htm"), "ics": (".ics",), "shopping": (".csv", ".txt", ".md")}
_SUFFIXES = {**_PRINTED, "json": (".json",)}
_TEXT_SUFFIXES = (".txt", ".md")
_OPTIONS = (
    click.option("--page", type=click.Choice(["a4", "letter"]), help="Paper size.  [a4]"),
    click.option(
        "--units",
        type=click.Choice(["metric", "us"]),
        help="What is printed: km, kg, °C, ml, g; or miles, pounds, °F, fluid ounces, ounces.  [metric]",
    ),
    click.option("--template", help="A page template: colours, sections, club, logo. A file, or one that is shipped."),
    click.option("--out", type=A_PATH, help=f"The PDF to write.  [{DEFAULT_OUT}]"),
    click.option("--html", type=A_PATH, help="Write the week as one page for a phone too."),
    click.option("--ics", type=A_PATH, help="Write meals, drinks and runs as a calendar too."),
    click.option("--timezone", help="The calendar's zone: 'Europe/Warsaw', or 'floating'.  [this machine's]"),
    click.option(
        "--alarm",
        is_flag=False,
        flag_value=str(USUAL_ALARM_MIN),
        help=f"Minutes ahead that the calendar rings.  [never; {USUAL_ALARM_MIN} when no number is given]",
    ),
    click.option("--shopping", type=A_PATH, help="Write the shopping list too: a table (.csv) or plain text (.txt)."),
)


def print_options(command: Command) -> Command:
    """Give a command the options that say how a week is printed and where to."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Prints:
    """The files a week is written to, by option, and how it looks on them."""

    files: Mapping[str, Path]
    design: PageDesign
    page: Paper | None
    units: System | None
    template: str | None
    timezone: str | None
    alarm_min: int | None

    @property
    def look(self) -> Look:
        """The paper and measures that were asked for; the week remembers them."""
        from fuelplan.page_design import Look

        also = tuple(option for option in self.files if option != "out")
        return Look(page=self.page, units=self.units, template=self.template, also=also)

    def not_anew(self, before: Look) -> list[str]:
        """Return a line on what was printed with the week before and is not written now."""
        left = [f"--{option}" for option in before.also if option not in self.files and option in _PRINTED]
        own = before.template if before.template != self.template else None
        told = [f"the files of {listed(left)} are as they were: name them again"] if left else []
        told += [f"the template {shown(own)} was not used: name it with --template"] if own else []
        return [f"Not as before: {'; '.join(told)}."] if told else []

    def in_zone(self) -> str:
        """Return the end of a line that says in which zone the calendar is when none was named."""
        if "ics" not in self.files or self.timezone:
            return ""
        from fuelplan.export.calendar_ics import local_zone

        return f"; the calendar in the time of {local_zone() or 'wherever you are'} (--timezone)"

    def measures(self, week: WeekPlan) -> Measures:
        """Return the measures the week is told in."""
        from fuelplan.measures import measures_of
        from fuelplan.outputs import look_of

        return measures_of(look_of(week, self.page, self.units, self.design).units)

    def contents(self, week: WeekPlan) -> dict[Path, bytes]:
        """Return what each file is to hold; nothing is written yet."""
        from fuelplan import outputs

        design, units = self.design, self.measures(week).system
        make: Mapping[str, Callable[[], bytes | str]] = {
            "out": lambda: outputs.to_pdf(week, self.page, units=units, design=design),
            "html": lambda: outputs.to_html(week, units=units, design=design),
            "ics": lambda: outputs.to_ics(
                week,
                units=units,
                timezone=self.timezone,
                made=datetime.now(UTC).replace(microsecond=0),
                alarm_min=self.alarm_min,
            ),
            "shopping": lambda: self._shopping(week, units),
        }
        held = {path: make[option]() for option, path in self.files.items()}
        return {path: text.encode() if isinstance(text, str) else text for path, text in held.items()}

    def _shopping(self, week: WeekPlan, units: System | None) -> bytes | str:
        from fuelplan import outputs

        if self.files["shopping"].suffix.casefold() in _TEXT_SUFFIXES:
            return outputs.to_shopping_text(week, units=units)
        return outputs.to_shopping_csv(week, units=units)


def prints_of(
    folder: Folder, settings: Settings, mistakes: Mistakes, json: Path | None, default_out: Path = Path(DEFAULT_OUT)
) -> Prints:
    """Return what is to be printed; whatever of it cannot be is noted."""
    from fuelplan.page_design import PageDesign

    values = {"out": default_out, **settings.values}
    files = {option: Path(values[option]) for option in _PRINTED if values.get(option)}
    written = {**files, **({"json": json} if json else {})}
    for option, path in written.items():
        mistakes.of(partial(check_writable, path, settings.origin.get(option, f"--{option}")))
    _require_apart(written, _planned_from(folder, values), mistakes)
    _require_suffixes(written, mistakes)
    for option in ("alarm", "timezone"):
        if values.get(option) is not None and "ics" not in files and option not in settings.origin:
            mistakes.problems.append(f"--{option} is for a calendar: name its file with --ics, or leave it out")
    return Prints(
        files=files,
        design=mistakes.of(lambda: design_of(folder, values)) or PageDesign(),
        page=values.get("page"),
        units=values.get("units"),
        template=values.get("template"),
        timezone=mistakes.of(lambda: _timezone(values)),
        alarm_min=mistakes.of(lambda: _alarm(values.get("alarm"), settings.origin.get("alarm", "--alarm"))),
    )


def write_week(contents: Mapping[Path, bytes], plan: Mapping[Path, bytes]) -> list[Path]:
    """Write a week's files, its JSON last; return where what somebody may miss is kept: a week, or another's file."""
    return write_files({**contents, **plan}, keep={*plan, *filter(is_theirs, contents)})


def as_before(options: Mapping[str, Any], week: WeekPlan) -> dict[str, Any]:
    """Return the options with how a week was printed, where nothing else is asked for.

    Of page templates those that are shipped: a file named by a week that somebody sent is not opened.
    """
    from fuelplan.page_template import is_shipped

    look = week.look
    template = look.template if look.template and is_shipped(look.template) else None
    printed = {"page": look.page, "units": look.units, "template": template}
    return {**options, **{key: options[key] or value for key, value in printed.items()}}


def design_of(folder: Folder, values: Mapping[str, Any]) -> PageDesign:
    """Return what the named page template says, else that of the folder, else the plain one.

    Raises
    ------
    InputError
        When it cannot be used.
    """
    from fuelplan.page_design import PageDesign
    from fuelplan.page_template import read_template, template_path

    named = values.get("template")
    path = template_path(str(named)) if named else folder.page
    return read_template(path) if path else PageDesign()


def _planned_from(folder: Folder, values: Mapping[str, Any]) -> list[Path]:
    """Return the runner's own files that a week is planned and printed from."""
    named = [Path(values[key]) for key in ("foods", "template") if values.get(key)]
    return [path for path in (folder.runner, folder.foods, folder.page, *named) if path and path.is_file()]


def _require_apart(files: Mapping[str, Path], read: Sequence[Path], mistakes: Mistakes) -> None:
    """Note files that would overwrite each other, or what the week is planned from."""
    for place, (option, path) in enumerate(files.items()):
        others = (before for before in list(files)[:place] if same(files[before], path))
        if before := next(others, None):
            mistakes.problems.append(f"--{option} '{path}' is the file of --{before} too; give it another name")
        if any(same(each, path) for each in read):
            mistakes.problems.append(f"--{option} '{path}' is what the week is planned from; give it another name")


def _require_suffixes(files: Mapping[str, Path], mistakes: Mistakes) -> None:
    """Note files whose name promises another kind than is written."""
    for option, path in files.items():
        if path.suffix.casefold() not in _SUFFIXES[option]:
            named = " or ".join(_SUFFIXES[option])
            mistakes.problems.append(f"--{option} '{path}': give it a name that ends in {named}")


def _timezone(values: Mapping[str, Any]) -> str | None:
    """Return the name of the calendar's time zone once it is known that there is such a one."""
    from fuelplan.outputs import FLOATING

    name: str | None = values.get("timezone")
    if name and name != FLOATING:
        from fuelplan.export.calendar_ics import zone_of

        return zone_of(name).key
    return name


def _alarm(value: Any, label: str) -> int | None:
    """Return the minutes ahead that a calendar rings, None for never."""
    if value is None:
        return None
    if not re.fullmatch(r"\d{1,4}", str(value)) or int(value) > _MOST_ALARM_MIN:
        raise InputError(f"{label} '{value}': write a whole number of minutes, up to {_MOST_ALARM_MIN}")
    return int(value)
