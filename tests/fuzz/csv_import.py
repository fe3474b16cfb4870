"""Any CSV as a source of new rows: headings of its own, mapped to ours, added to a food table."""

from __future__ import annotations

import random
from pathlib import Path

from fuelplan import extend, imports
from fuelplan.cells import Table
from fuelplan.foods import foods_of
from fuelplan.spreadsheet import sheet_from
from fuzz import csv_table
from fuzz.law import as_file, law, read
from fuzz.mutations import lines_changed

_SEED = Path(__file__).parent / "corpus" / "csv_table" / "shipped-slice.csv"
_HEADINGS = (
    *("name=Food", "iron [µg]=Fe", "iron_mg=Iron (mg)", "energy_kJ=kJ", "id=Code", "source_id=Code", "salt [g]=Salt"),
    *("group=Kind", "iron [IU]=Fe", "iron=Fe", "=", "name", "nope=Food", "name=nope", "portion (oz)=Portion"),
)
_ADDED = ("iron_mg=2,1", "roles=grain", "name=x", "portion_name=½ cup", "energy_kcal=<0.1", "salt [g]=1.5")


def check(data: bytes) -> None:
    """Take rows from a CSV under the mapping of its first lines (``#column=heading``), and add them to a table."""
    head, table = _parted(data)
    pairs = [line.partition("=") for line in head if not line.startswith("+")]
    mapping = {ours.strip(): theirs.strip() for ours, equals, theirs in pairs if equals}
    source = as_file(table, "source.csv")
    rows = read(lambda: imports.rows_from(source, mapping=mapping))
    same = read(lambda: extend.row_from([line[1:] for line in head if line.startswith("+")])) or {}
    if not rows:
        return
    before = _SEED.read_bytes()
    own = as_file(before, "own.csv")
    added = read(lambda: extend.add_rows(own, [{**row, **same} for row in rows[:20]]))
    after = own.read_bytes()
    if added is None or not added.ids:
        law(after == before, "a refused row changed the table")
        return
    law(after.startswith(before.rstrip(b"\r\n")), "rows that were there were changed")
    csv_table.sound(foods_of(Table(sheet_from(after, own))))


def _parted(data: bytes) -> tuple[list[str], bytes]:
    """Return the lines that start with # or +, and the table under them."""
    head = []
    while data[:1] in (b"#", b"+") and len(head) < 30:
        line, _, data = data.partition(b"\n")
        text = line.decode("utf-8", "surrogateescape").rstrip("\r")
        head.append(text[1:] if text[:1] == "#" else text)
    return head, data


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change the mapping, or the table."""
    if rng.random() < 0.4:
        line = rng.choice(("#", "#", "+")) + rng.choice((*_HEADINGS, *_ADDED)) + "\n"
        return line.encode() + data
    head, table = _parted(data)
    if rng.random() < 0.3 and head:
        written = "\n".join(line if line[:1] == "+" else f"#{line}" for line in head)
        changed = lines_changed(written.encode("utf-8", "surrogateescape"), ("name", "iron_mg", "[µg]"), rng)
        return changed + b"\n" + table
    return data[: len(data) - len(table)] + csv_table.mutate(table, rng)
