"""Every figure and formula of the science says where it is from, and no figure hides in a function."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import fuelplan.science
from fuelplan.references import REFERENCES
from fuelplan.science import Source

PATHS = sorted(path for path in Path(fuelplan.science.__file__).parent.glob("*.py") if path.stem != "__init__")
CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
SECTION = re.compile(r"References\n-+\n(.+?)(?:\n\n|\Z)", re.DOTALL)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
PLAIN = {0, 1, 2, 60, 100, 1000, 3.6}


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def numbers(node: ast.AST) -> list[float]:
    constants = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return [value for value in constants if isinstance(value, int | float) and not isinstance(value, bool)]


def numeric_constants(tree: ast.Module) -> Iterator[str]:
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        value = getattr(statement, "value", None)
        for target in targets:
            if isinstance(target, ast.Name) and CONSTANT.fullmatch(target.id) and value is not None and numbers(value):
                yield target.id


def public_functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [part for part in tree.body if isinstance(part, ast.FunctionDef) and not part.name.startswith("_")]


def cited(function: ast.FunctionDef) -> set[str]:
    section = SECTION.search(ast.get_docstring(function) or "")
    return set(re.split(r"[,\s]+", section[1].strip())) if section else set()


def unexplained(tree: ast.Module) -> list[str]:
    """Figures in a body that neither convert units, take a square root nor stand in the docstring (or there in %)."""
    found = []
    for function in (part for part in ast.walk(tree) if isinstance(part, ast.FunctionDef)):
        text = ast.get_docstring(function) or ""
        said = {float(figure) for figure in NUMBER.findall(text)}
        percent = {float(figure) for figure in re.findall(r"(\d+(?:\.\d+)?)(?=(?: to [\d.]+)? %)", text)}
        body = function.body[1:] if text else function.body
        powers = [part.right for part in ast.walk(function) if isinstance(part, ast.BinOp) and type(part.op) is ast.Pow]
        said |= {0.5} & {value for power in powers for value in numbers(power)}
        for value in (value for statement in body for value in numbers(statement)):
            if value not in PLAIN | said and round(100 * value, 9) not in percent:
                found.append(f"{function.name}: {value:g}")
    return found


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


def sources_of(path: Path) -> dict[str, Source]:
    return import_module(f"fuelplan.science.{path.stem}").SOURCES


def test_every_constant_and_function_has_a_source(path):
    tree = tree_of(path)
    needed = {*numeric_constants(tree), *(function.name for function in public_functions(tree))}
    assert needed, "a module of the science without figures or formulas"
    assert needed <= set(sources_of(path)), needed - set(sources_of(path))


def test_every_source_is_of_something(path):
    module = import_module(f"fuelplan.science.{path.stem}")
    assert all(hasattr(module, name) for name in module.SOURCES)


def test_every_source_is_whole(path):
    for name, source in sources_of(path).items():
        assert set(source.keys) <= set(REFERENCES), name
        assert len(set(source.keys)) == len(source.keys), name
        assert source.keys or source.confidence in {"ours", "derived"}, name
        assert source.note == source.note.strip(), name


def test_docstrings_cite_what_the_sources_say(path):
    for function in public_functions(tree_of(path)):
        assert cited(function) == set(sources_of(path)[function.name].keys), function.name


def test_no_figure_hides_in_a_function(path):
    assert unexplained(tree_of(path)) == []


def test_the_checks_catch_a_careless_module():
    careless = ast.parse(
        "LIMIT: float = 4.5\nNAMES = ('a',)\n_PAIR = (1, 2)\n"
        "def dose(m):\n"
        '    """Dose: ``3 m``, 5 % more at most.\n\n    References\n    ----------\n    a2000, b2001\n\n'
        '    Examples\n    --------\n    """\n'
        "    return min(0.05 * m, 3 * m / 1000, 0.7)\n"
        "def _bare(m):\n    return 9 * m**0.5\n"
        "def _half(m):\n    return 0.5 * m\n"
    )
    assert list(numeric_constants(careless)) == ["LIMIT", "_PAIR"]
    assert [function.name for function in public_functions(careless)] == ["dose"]
    assert cited(public_functions(careless)[0]) == {"a2000", "b2001"}
    assert unexplained(careless) == ["dose: 0.7", "_bare: 9", "_half: 0.5"]


def test_every_confidence_is_used():
    used = {source.confidence for path in PATHS for source in sources_of(path).values()}
    assert used == {"confirmed", "secondary", "unconfirmed", "derived", "ours"}
