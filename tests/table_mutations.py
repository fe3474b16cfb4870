"""Broken files: a valid table or TOML file, changed as spreadsheets, editors, transfers and people change them.

Everything comes from seeded random numbers: the same count and seed, the same files.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator, Sequence

Cells = list[list[str]]

NASTY = (
    "",
    "-1",
    "−1",
    "-0",
    "0",
    "lots",
    "1e309",
    "1e-30",
    "1E+05",
    "NaN",
    "inf",
    "-inf",
    "10**9**9",
    "1_000",
    "0x10",
    "9" * 400,
    "0." + "3" * 300,
    "1.234",
    "1,234",
    "1 234,5",
    "1,234.5",
    "1.234.567",
    "٣",
    "²",
    "½",
    "3 mg",
    "3.5mg",
    "trace",
    "Tr.",
    "<0.1",
    "<5",
    "<",
    "< trace",
    "n/a",
    "-",
    "#N/A",
    "#DIV/0!",
    "Err:502",
    "TRUE",
    "2024-01-31",
    "01.02.2024",
    "2-Jan",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1/","x")',
    "Ben & Jerry's <b>",
    "{fruit}",
    "%s%n{0}",
    "../../etc/passwd",
    "🥣",
    "\u202eevil\u202c",
    "\u200b",
    "\ufeff",
    "e\u0301",
    "ǅ",
    "İ",
    "ß",
    "two\nlines",
    "two\r\nlines",
    'a "quoted" word',
    ",;\t|",
    "\t",
    "\xa0",
    "\0",
    "\x1b[31m",
    "\x07",
    "x" * 10_000,
    "x " * 5_000,
    ", " * 5_000,
    "unknown",
    "bred",
    "RED MEAT",
    "gluten, milk",
    "vegan vegan",
    "lentils",
    "us",
    "1 0/0 cup",
    "1/2 cup",
    "9999 cups",
)
HEADINGS = {
    "energy_kcal": ("energy_kJ", "Energy [kJ]", "energy (kcal/100 g)", "energy", "energy [°C]"),
    "iron_mg": ("iron [µg]", "iron [μg]", "iron_mcg", "IRON_MG", "iron [kcal]", "iron [IU]", "iron", "irn_mg"),
    "sodium_mg": ("salt [g]", "salt_g", "sodium (g)", "salt"),
    "portion_g": ("portion (oz)", "portion_kg", "Portion G", "portion [ml]"),
    "carbohydrate_g": ("carbs (g)", "Carbohydrates [g]", "carbohydrate"),
    "vitamin_d_ug": ("vitamin_d [IU]", "vitamin d [mg]"),
    "id": ("ID", " id ", "identifier", "ide"),
}


def as_csv(
    cells: Sequence[Sequence[str]],
    delimiter: str = ",",
    line_end: str = "\r\n",
    encoding: str = "utf-8",
    errors: str = "replace",
) -> bytes:
    """Return cells as a spreadsheet would write them."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end).writerows(cells)
    return out.getvalue().encode(encoding, errors)


def mutated_tables(cells: Sequence[Sequence[str]], count: int, seed: int = 0) -> Iterator[bytes]:
    """Yield broken CSV files made of a valid table's cells, the header first."""
    for number in range(count):
        rng = random.Random(f"table {seed} {number}")
        table = [list(row) for row in cells]
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            rng.choice(_OF_CELLS)(table, rng)
        data = as_csv(table, rng.choice(",,;\t"), rng.choice(("\r\n", "\n", "\r")), rng.choice(_ENCODINGS))
        for _ in range(rng.choice((0, 0, 1, 2))):
            data = rng.choice(_OF_BYTES)(data, rng)
        yield data


def mutated_texts(text: str, values: Sequence[str], count: int, seed: int = 0) -> Iterator[bytes]:
    """Yield broken TOML files made of a valid one; ``values`` are written in place of what follows an equals sign."""
    for number in range(count):
        rng = random.Random(f"text {seed} {number}")
        lines = text.splitlines()
        for _ in range(rng.choice((0, 1, 1, 2))):
            _change_line(lines, values, rng)
        data = rng.choice(("\n", "\n", "\r\n", "\r")).join(lines).encode(rng.choice(_TEXT_ENCODINGS), "replace")
        if rng.random() < 0.4:
            data = rng.choice(_OF_TEXT_BYTES)(data, rng)
        yield data


def _place(sequence: Sequence[object] | bytes, rng: random.Random) -> int:
    return rng.randrange(len(sequence)) if sequence else 0


# Cells


def nasty_cell(table: Cells, rng: random.Random) -> None:
    row, place = rng.choice(table[1:] or table), _place(table[0], rng)
    row[place : place + 1] = [rng.choice(NASTY)]


def nasty_column(table: Cells, rng: random.Random) -> None:
    place, value = _place(table[0], rng), rng.choice(NASTY)
    for row in table[1:]:
        row[place : place + 1] = [value]


def decimal_commas(table: Cells, rng: random.Random) -> None:
    for row in table[1:]:
        row[:] = [cell.replace(".", ",") for cell in row]


def duplicate_row(table: Cells, rng: random.Random) -> None:
    table.insert(rng.randint(0, len(table)), list(rng.choice(table)))


def drop_row(table: Cells, rng: random.Random) -> None:
    if len(table) > 1:
        del table[_place(table, rng)]


def shuffle_rows(table: Cells, rng: random.Random) -> None:
    rows = table[1:]
    rng.shuffle(rows)
    table[1:] = rows


def blank_rows(table: Cells, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 5)):
        table.insert(rng.randint(0, len(table)), [""] * rng.choice((0, 1, len(table[0]))))


def duplicate_column(table: Cells, rng: random.Random) -> None:
    place, new = _place(table[0], rng), rng.randint(0, len(table[0]))
    for row in table:
        row.insert(new, row[place] if place < len(row) else "")


def drop_column(table: Cells, rng: random.Random) -> None:
    place = _place(table[0], rng)
    for row in table:
        del row[place : place + 1]


def shuffle_columns(table: Cells, rng: random.Random) -> None:
    order = list(range(len(table[0])))
    rng.shuffle(order)
    table[:] = [[row[place] for place in order if place < len(row)] for row in table]


def own_columns(table: Cells, rng: random.Random) -> None:
    value = rng.choice(NASTY)
    for row in table:
        row.append(value)


def a_thousand_columns(table: Cells, rng: random.Random) -> None:
    for number, row in enumerate(table):
        row.extend([f"own {place}" if number == 0 else "x" for place in range(1000)])


def ragged_row(table: Cells, rng: random.Random) -> None:
    row = rng.choice(table)
    if rng.random() < 0.5:
        del row[_place(row, rng) :]
    else:
        row.extend(["", rng.choice(NASTY)])


def misspelt_heading(table: Cells, rng: random.Random) -> None:
    place = _place(table[0], rng)
    heading = "".join(table[0][place : place + 1])
    letter = _place(heading, rng)
    typo = rng.choice(("", "x", " ", "_", "-", "é", "\n", "(", "]"))
    table[0][place : place + 1] = [heading[:letter] + typo + heading[letter + 1 :]]


def other_heading(table: Cells, rng: random.Random) -> None:
    column = rng.choice([name for name in table[0] if name in HEADINGS] or ["id"])
    if column in table[0]:
        table[0][table[0].index(column)] = rng.choice(HEADINGS[column])


def outer_blanks(table: Cells, rng: random.Random) -> None:
    for row in table:
        row[:] = [f"{rng.choice(('', ' ', '  '))}{cell}{rng.choice(('', ' ', chr(0xA0)))}" for cell in row]


# Bytes


def flipped_bits(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        if out:
            out[_place(out, rng)] ^= 1 << rng.randrange(8)
    return bytes(out)


def inserted_bytes(data: bytes, rng: random.Random) -> bytes:
    place = _place(data, rng)
    return data[:place] + rng.randbytes(rng.randint(1, 8)) + data[place:]


def deleted_bytes(data: bytes, rng: random.Random) -> bytes:
    place = _place(data, rng)
    return data[:place] + data[place + rng.randint(1, 8) :]


def truncated(data: bytes, rng: random.Random) -> bytes:
    return data[: _place(data, rng)]


def repeated(data: bytes, rng: random.Random) -> bytes:
    place = _place(data, rng)
    return data[:place] + data[place : place + rng.randint(1, 2000)] * rng.randint(2, 4) + data[place:]


def other_delimiter(data: bytes, rng: random.Random) -> bytes:
    return data.replace(rng.choice((b",", b";", b"\t")), rng.choice((b",", b";", b"\t", b"|", b" ")))


def other_delimiter_from_somewhere(data: bytes, rng: random.Random) -> bytes:
    place = _place(data, rng)
    return data[:place] + other_delimiter(data[place:], rng)


def quotes_removed(data: bytes, rng: random.Random) -> bytes:
    return data.replace(b'"', b"", rng.choice((-1, 1, 3)))


def quotes_added(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randint(1, 3)):
        place = _place(data, rng)
        data = data[:place] + b'"' + data[place:]
    return data


def mixed_encodings(data: bytes, rng: random.Random) -> bytes:
    place = _place(data, rng)
    tail = data[place:].decode("utf-8", "replace").encode(rng.choice(_ENCODINGS), "replace")
    return data[:place] + tail


def marked_in_the_middle(data: bytes, rng: random.Random) -> bytes:
    place = rng.choice((0, _place(data, rng)))
    return data[:place] + rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) + data[place:]


def other_line_ends(data: bytes, rng: random.Random) -> bytes:
    old, new = rng.choice(((b"\r\n", b"\n"), (b"\r\n", b"\r"), (b"\n", b"\r"), (b"\n", b"\n\n"), (b"\r", b"")))
    return data.replace(old, new)


def nuls(data: bytes, rng: random.Random) -> bytes:
    place = _place(data, rng)
    return data[:place] + b"\0" * rng.randint(1, 200) + data[place:]


def a_line_before(data: bytes, rng: random.Random) -> bytes:
    return rng.choice((b"sep=;\r\n", b"sep=,\n", b'"sep=,"\r\n', b"My foods\r\n", b"\r\n\r\n", b";;;;\n", b"#")) + data


def a_long_line(data: bytes, rng: random.Random) -> bytes:
    place = _place(data, rng)
    return data[:place] + rng.choice((b"x", b",", b'"', b"9", b";")) * rng.choice((1_000, 140_000)) + data[place:]


def _change_line(lines: list[str], values: Sequence[str], rng: random.Random) -> None:
    place = _place(lines, rng)
    kind = rng.randrange(8)
    line = lines[place]
    key, equals, _ = line.partition(" = ")
    if kind < 4 and equals:
        lines[place] = f"{key} = {rng.choice(values)}" + ("," if line.endswith(",") else "")
    elif kind == 4:
        lines.insert(_place(lines, rng), line)
    elif kind == 5:
        del lines[place]
    elif kind == 6:
        lines[place] = line.replace(rng.choice('"[]{},='), rng.choice(('"', "", "'", "[", "}")), 1)
    else:
        word = rng.choice(line.split() or ["x"])
        lines[place] = line.replace(word, rng.choice(values), 1)


_OF_CELLS: tuple[Callable[[Cells, random.Random], None], ...] = (
    nasty_cell,
    nasty_cell,
    nasty_cell,
    nasty_column,
    decimal_commas,
    duplicate_row,
    drop_row,
    shuffle_rows,
    blank_rows,
    duplicate_column,
    drop_column,
    shuffle_columns,
    own_columns,
    a_thousand_columns,
    ragged_row,
    misspelt_heading,
    other_heading,
    other_heading,
    outer_blanks,
)
_OF_BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flipped_bits,
    inserted_bytes,
    deleted_bytes,
    truncated,
    repeated,
    other_delimiter,
    other_delimiter_from_somewhere,
    quotes_removed,
    quotes_added,
    mixed_encodings,
    marked_in_the_middle,
    other_line_ends,
    nuls,
    a_line_before,
    a_long_line,
)
_OF_TEXT_BYTES = (flipped_bits, inserted_bytes, deleted_bytes, truncated, repeated, quotes_added, marked_in_the_middle)
_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1", "cp437")
_TEXT_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")
