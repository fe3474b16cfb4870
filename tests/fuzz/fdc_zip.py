"""A FoodData Central download: a zip as it is, or the tables of one under lines ``@@ name``."""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile

from fuelplan import imports
from fuelplan.fdc import is_fdc, read_fdc
from fuzz import csv_table
from fuzz.law import as_file, finite, law, read
from fuzz.mutations import anything, token

_NAME = re.compile(rb"^@@ (.*)\n", re.MULTILINE)
_NAMES = ("food.csv", "food_nutrient.csv", "nutrient.csv", "food_portion.csv", "measure_unit.csv", "food_category.csv")
_PLACES = ("{}", "FoodData/{}", "../{}", "/{}", "a/b/{}", "{}/", "{}\0x", "C:\\{}")


def check(data: bytes) -> None:
    """Read a download; amounts of a food that is read are numbers of 0 or more."""
    path = as_file(as_zip(data), "download.zip")
    is_fdc(path)
    foods = read(lambda: read_fdc(path))
    for food in foods or ():
        finite(food)
        law(all(value >= 0 for value in food.values.values()), f"{food.values}")
        law(all(grams > 0 for _, grams in food.portions), f"{food.portions}")
    if foods:
        read(lambda: read_fdc(path, ids=[foods[0].source_id, "0"]))
        law(all(row["name"] is not None for row in read(lambda: imports.rows_from(path, words="raw")) or ()), "no name")


def as_zip(data: bytes) -> bytes:
    """Return a zip of the tables under ``@@ name`` lines; data that has none as it is."""
    if not data.startswith(b"@@ "):
        return data
    out = io.BytesIO()
    _, *parts = _NAME.split(data)
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in dict(zip(parts[::2], parts[1::2], strict=True)).items():
            archive.writestr(zipfile.ZipInfo(name.decode("utf-8", "replace")[:200] or "x"), table)
    return out.getvalue()


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change a table, its name, or the bytes of the zip itself."""
    if not data.startswith(b"@@ "):
        return anything(data, rng)
    kind = rng.random()
    _, *parts = _NAME.split(data)
    if kind < 0.15:
        return anything(as_zip(data), rng)
    if kind < 0.3 or not parts:
        name = rng.choice(_PLACES).format(rng.choice((*_NAMES, token(rng)[:80])))
        return data + b"\n@@ " + name.encode("utf-8", "replace").replace(b"\n", b"") + b"\nid,fdc_id\n1,2\n"
    place = 2 * rng.randrange(len(parts) // 2) + 1
    parts[place] = csv_table.mutate(parts[place], rng)
    return b"".join(b"@@ " + name + b"\n" + table for name, table in zip(parts[::2], parts[1::2], strict=True))
