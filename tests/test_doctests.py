"""Every example in a docstring is executed, from the installed package."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import fuelplan

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(fuelplan.__path__, "fuelplan.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["fuelplan", *MODULES])
def test_examples(name):
    assert doctest.testmod(import_module(name)).failed == 0


def test_the_formulas_have_examples():
    science = [import_module(name) for name in MODULES if name.startswith("fuelplan.science.")]
    assert sum(len(test.examples) for module in science for test in doctest.DocTestFinder().find(module)) >= 40
