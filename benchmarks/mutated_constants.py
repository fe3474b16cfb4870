"""Would a test notice a wrong figure? Changes each number at module level of the science and the hard rules by a tenth.

    python benchmarks/mutated_constants.py [processes] [factor]

``mutmut run`` changes what stands inside functions; this changes what stands outside of them: limits, tables, the
coefficients of a fit. Every number is changed alone, in memory, by ``factor`` (1.1 unless given; whole numbers by one,
up or down with it, and nought becomes one), and the tests that ``[tool.mutmut]`` in pyproject.toml names are run in a
process of their own until the first fails. ``SOURCES`` is left as it is: its numbers are prose. Prints the survivors,
and exits with 1 when fewer than 85 % were noticed.
"""

from __future__ import annotations

import ast
import multiprocessing
import os
import re
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import NamedTuple

import pytest

import fuelplan

ROOT = Path(__file__).resolve().parent.parent
PATHS = [*sorted((ROOT / "fuelplan" / "science").glob("*.py")), ROOT / "fuelplan" / "planner" / "rules.py"]
LEAST_NOTICED = 0.85
# plain, or pytest's own loader would take sweat_test.py for a test and never see it changed
PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "--assert=plain")


class Mutant(NamedTuple):
    """One number to change: the ``index``-th of its file."""

    path: Path
    index: int
    changed: float
    says: str


def numbers(tree: ast.Module) -> Iterator[tuple[str, ast.Constant]]:
    """Yield every number that is bound to a name at module level, with the name; never those of a function."""
    for statement in tree.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        name = ast.unparse(statement.targets[0] if isinstance(statement, ast.Assign) else statement.target)
        for node in ast.walk(statement.value) if name != "SOURCES" else ():
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                yield name, node


def mutants(path: Path, factor: float) -> Iterator[Mutant]:
    """Yield the mutants of one file."""
    for index, (name, node) in enumerate(numbers(ast.parse(path.read_text(encoding="utf-8")))):
        value = node.value
        assert isinstance(value, int | float)
        step = 1 if factor > 1 else -1
        changed = 1 if value == 0 else value + step if isinstance(value, int) else value * factor
        says = f"{path.relative_to(ROOT)}:{node.lineno}: {name}: {value:g} -> {changed:g}"
        yield Mutant(path, index, changed, says)


def tests_of(path: Path) -> tuple[list[str], list[str]]:
    """Return the tests that name the module, and the others."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tests: list[str] = config["tool"]["mutmut"]["pytest_add_cli_args_test_selection"]
    near = [test for test in tests if path.stem in (ROOT / test).read_text(encoding="utf-8")]
    return near, [test for test in tests if test not in near]


def broken(path: Path) -> bool:
    """Import the tests and what they test anew, and say whether one fails: of those near first, then of the others."""
    stale = re.compile(r"fuelplan\.(science|planner)\b|test_|conftest")
    for name in [name for name in sys.modules if stale.match(name)]:
        del sys.modules[name]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return any(pytest.main([*PYTEST, *tests]) for tests in tests_of(path) if tests)


def noticed(mutant: Mutant) -> tuple[Mutant, bool]:
    """Say whether a test fails with one number changed; for a process of its own."""
    tree = ast.parse(mutant.path.read_text(encoding="utf-8"))
    list(numbers(tree))[mutant.index][1].value = mutant.changed
    code, plain = compile(tree, str(mutant.path), "exec"), SourceFileLoader.get_code

    def get_code(loader: SourceFileLoader, name: str) -> object:
        return code if Path(loader.path) == mutant.path else plain(loader, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]
    return mutant, broken(mutant.path)


def main(processes: int = 2, factor: float = 1.1) -> int:
    os.chdir(ROOT)
    assert Path(fuelplan.__file__).is_relative_to(ROOT), "another fuelplan is installed: pip install -e ."
    assert not broken(PATHS[0]), "a test fails already"
    from hypothesis import Phase, settings  # after pytest, which would rewrite it

    settings.register_profile("unshrunk", derandomize=True, deadline=None, phases=(Phase.explicit, Phase.generate))
    os.environ["HYPOTHESIS_PROFILE"] = "unshrunk"
    began, every = time.monotonic(), [mutant for path in PATHS for mutant in mutants(path, factor)]
    alive = 0
    with multiprocessing.get_context("fork").Pool(processes, maxtasksperchild=1) as pool:
        for mutant, told in pool.imap(noticed, every, chunksize=1):
            alive += not told
            print("." if told else f"\n{mutant.says}\n", end="", flush=True)
    share = 1 - alive / len(every)
    print(f"\n{len(every)} numbers changed, {alive} unnoticed: {share:.1%}, {time.monotonic() - began:.0f} s")
    return 0 if share >= LEAST_NOTICED else 1


if __name__ == "__main__":
    sys.exit(main(*(kind(word) for kind, word in zip((int, float), sys.argv[1:], strict=False))))
