"""From options and the files of a folder to a runner and a kitchen, for the commands that need them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from fuelplan.errors import Mistakes

if TYPE_CHECKING:
    from fuelplan.folder import Folder, Settings
    from fuelplan.inputs import Request
    from fuelplan.kitchen import Kitchen

_PRINTED = ("page", "units", "template", "timezone", "alarm", "out", "json", "html", "ics", "shopping")
_NOT_THE_RUNNER = (*_PRINTED, "foods", "dishes")


def settings_of(folder: Folder, options: Mapping[str, Any], mistakes: Mistakes) -> Settings:
    """Return runner.toml with the options laid over it; what cannot be used is noted."""
    from fuelplan.folder import Settings, read_runner, with_options

    runner = folder.runner
    written = (mistakes.of(lambda: read_runner(runner)) if runner else None) or Settings()
    mistakes.problems += written.problems
    return with_options(written, options)


def request_of(settings: Settings, mistakes: Mistakes) -> Request | None:
    """Return the runner and the training; None, with the mistakes noted, when they cannot be read."""
    from fuelplan.folder import DISTANCES
    from fuelplan.inputs import read_request
    from fuelplan.inputs.options import Options

    runner = {key: value for key, value in settings.values.items() if key not in _NOT_THE_RUNNER}
    if mistakes.problems and not any(key in runner for key in DISTANCES):
        runner["km"] = 0
    return mistakes.of(lambda: read_request(settings.origin, **cast(Options, runner)))


def read_all(folder: Folder, settings: Settings, mistakes: Mistakes) -> tuple[Request, Kitchen]:
    """Return the runner and the kitchen, or tell the mistakes in all of their files at once."""
    from fuelplan.kitchen import check_words

    request, kitchen = request_of(settings, mistakes), kitchen_of(folder, settings, mistakes)
    if request and kitchen:
        mistakes.of(lambda: check_words(request, kitchen))
    mistakes.raise_if_any()
    assert request is not None and kitchen is not None
    return request, kitchen


def kitchen_of(folder: Folder, settings: Settings, mistakes: Mistakes) -> Kitchen | None:
    """Return the foods and dishes that are named, or of the folder, or shipped; None, with the mistakes noted."""
    from fuelplan.kitchen import load_kitchen

    values = settings.values
    foods, dishes = own_file(values.get("foods"), folder.foods), own_file(values.get("dishes"), folder.dishes)
    return mistakes.of(lambda: load_kitchen(foods, dishes))


def own_file(named: Path | None, found: Path | None) -> Path | None:
    """Return the file to use: the named one, the folder's own, or None for the shipped one."""
    from fuelplan.folder import SHIPPED

    if named is None:
        return found
    return None if str(named) == SHIPPED else named
