"""What SECURITY.md says of limits and versions is what the code and the lock have."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from fuelplan import dish_format, dishes, fdc, foods, inputs, page_template, spreadsheet, toml_files, typed_json

ROOT = Path(__file__).parent.parent
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
LOCK = (ROOT / ".ci" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LETTERS = page_template.MOST_LETTERS


def test_the_limits_are_the_codes():
    assert LETTERS["club"] == LETTERS["coach"]
    assert re.findall(r"^\| .* \| (.*[0-9].*) \|$", SECURITY, re.MULTILINE) == [
        f"{spreadsheet.MOST_BYTES / 1e6:.0f} MB",
        f"{spreadsheet.MOST_ROWS:,} rows",
        f"{spreadsheet.MOST_COLUMNS:,} columns",
        f"{foods._LONGEST_TEXT} characters",
        f"{foods.MOST_MISTAKES:,}",
        f"{toml_files.MOST_BYTES / 1e6:.0f} MB",
        f"{inputs.MOST_WORDS} entries",
        f"{inputs.MOST_LETTERS:,} letters",
        f"{dish_format.MOST_DISHES:,}",
        f"{dishes.MOST_PARTS}",
        f"{dish_format.MOST_PORTIONS}",
        f"{dish_format.LONGEST_TEXT} characters",
        f"{LETTERS['club']} letters",
        f"{LETTERS['footer']} letters",
        f"{page_template.MOST_LOGO_BYTES / 1e6:.0f} MB",
        f"{page_template.MOST_LOGO_PIXELS:,} pixels wide or high",
        f"{page_template.MOST_FACE_BYTES / 1e6:.0f} MB",
        f"{typed_json.MOST_BYTES / 1e6:.0f} MB",
        f"{fdc._LARGEST_MEMBER / 2**20:,.0f} MiB",
        f"{fdc._DENSEST_MEMBER} times its packed size",
    ]


@pytest.mark.parametrize("extra", ["runtime", "test", "dev", "build"])
def test_the_lock_holds_what_the_project_asks_for(extra):
    project = PROJECT["project"]
    asked = {
        "runtime": project["dependencies"],
        "build": PROJECT["build-system"]["requires"],
        **project["optional-dependencies"],
    }
    locked = re.findall(r"^([a-z0-9._-]+)==(\S+)", LOCK, re.MULTILINE)
    for requirement in map(Requirement, asked[extra]):
        versions = [version for name, version in locked if name == canonicalize_name(requirement.name)]
        assert versions and all(map(requirement.specifier.contains, versions)), requirement


def test_every_locked_version_has_hashes_and_no_address():
    entries = re.split(r"\n(?=[a-z])", LOCK)[1:]
    assert entries and all(re.match(r"[a-z0-9._-]+==\S+ (; .* )?\\\n    --hash=sha256:", entry) for entry in entries)
    assert not re.search(r"https?:|file:|^--", LOCK, re.MULTILINE)


def test_the_tools_it_names_are_there():
    for name in re.findall(r"`(\.ci/[\w.]+|tests/\w+\.py)`", SECURITY):
        assert (ROOT / name).is_file(), name
