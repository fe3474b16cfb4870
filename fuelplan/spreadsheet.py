"""What spreadsheets write: a table as text, in the encodings and separators they use.

UTF-8 with and without a byte order mark, UTF-16, Windows-1252; comma, semicolon or tab; any line
ends; quoted line breaks; blank rows. Cells come back as text without outer blanks; what they mean is
:mod:`fuelplan.cells`' business.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fuelplan.errors import InputError
from fuelplan.paths import is_file
from fuelplan.unseen import UNSEEN_CURE, spelt, unseen

MOST_BYTES = 25_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 2_000
DELIMITERS = (",", ";", "\t")
_SIGN_NAMES = {"\t": "a tab"}
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_FOREIGN = (
    (b"PK\x03\x04", "a workbook or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
)
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = re.compile(r"[=@]|[+-](?:[\d.]+[-+*/^])*[A-Za-z(=|@]")
_SEPARATOR_LINE = re.compile(r"(?P<quote>\"?)sep=(?P<sign>[,;\t|])(?P=quote)(?P=sign)* *(?:\r\n?|\n)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")
FORMULA_CURE = "is a formula; write the value itself"
_SAVE_AS_CSV = "open it in a spreadsheet and save it as 'CSV UTF-8'"
_EMPTY = "the file is empty; 'fuelplan init' writes one to start from"
_LONGEST_HEADER = 20_000
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of text. ``rows`` are as wide as ``header``; ``numbers`` are their rows as a spreadsheet counts.

    ``problems`` name formulas and values beyond the last column.
    """

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str
    delimiter: str
    newline: str
    problems: tuple[str, ...] = ()

    def where(self, position: int, column: int) -> str:
        """Name a cell: file, row, column heading."""
        return f"{self.path.name}: row {self.numbers[position]}, column {shown(self.header[column])}"


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file without changing it.

    Raises
    ------
    InputError
        When it is missing, too large, not text, or not a table.
    """
    return sheet_from(_bytes(path), path)


def sheet_from(data: bytes, path: Path) -> Sheet:
    """Return the table that ``data`` holds; ``path`` names it in mistakes. See :func:`read_sheet`."""
    text, encoding = _decoded(data, path)
    marked = _SEPARATOR_LINE.match(text)
    body = text[marked.end() :] if marked else text
    delimiter = marked["sign"] if marked else _delimiter(body)
    line_end = _LINE_END.search(body)
    records = _records(body, delimiter, path, first=2 if marked else 1)
    if not records:
        raise InputError(f"{path}: {_EMPTY}")
    (_, names), *others = records
    header = _header(names, path)
    filled = [(number, cells) for number, cells in others if any(cells)]
    if len(filled) > MOST_ROWS:
        raise InputError(f"{path}: {len(filled):,} rows are more than the {MOST_ROWS:,} a food table may have")
    sheet = Sheet(
        path=path,
        header=header,
        rows=tuple(_as_wide(cells, len(header)) for _, cells in filled),
        numbers=tuple(number for number, _ in filled),
        encoding=encoding,
        delimiter=delimiter,
        newline=line_end[0] if line_end else "\n",
    )
    return replace(sheet, problems=(*_overhanging(filled, sheet), *_formulas(sheet)))


def with_rows_added(sheet: Sheet, rows: Iterable[Sequence[str]]) -> bytes:
    """Return the file's bytes with rows added at its end, in its own encoding, separator and line ends.

    What stood in the file stays as it is. A Windows-1252 file that cannot hold a new letter becomes UTF-8.
    """
    text = sheet.path.read_bytes().decode(sheet.encoding)
    if text and not text.endswith(("\n", "\r")):
        text += sheet.newline
    out = io.StringIO()
    csv.writer(out, delimiter=sheet.delimiter, lineterminator=sheet.newline).writerows(rows)
    text += out.getvalue()
    try:
        return text.encode(sheet.encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run a cell's text instead of showing it."""
    return bool(_FORMULA.match(text))


def shown(text: str) -> str:
    """Return a cell or heading as a mistake names it: short, on one line, what cannot be seen spelt out."""
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 1] + "…"
    if text.isprintable():
        return text
    spelt = (sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in " ".join(text.split()))
    return "".join(spelt)


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    for signature, kind in _FOREIGN:
        if data.startswith(signature):
            raise InputError(f"{path}: this is {kind}, not a CSV file; {_SAVE_AS_CSV}")
    for encoding in _likely_encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.lstrip(_BYTE_ORDER_MARK)
        strange = unseen(text)
        if strange:
            line = text.count("\n", 0, strange.start()) + 1
            if strange[0] < " ":
                raise InputError(f"{path}: line {line} holds a control character: this is not a table; {_SAVE_AS_CSV}")
            raise InputError(f"{path}: line {line} holds the sign {spelt(strange[0])}, {UNSEEN_CURE}")
        return text, encoding
    raise InputError(f"{path}: this is not text; {_SAVE_AS_CSV}")


def _bytes(path: Path) -> bytes:
    if not is_file(path):
        raise InputError(f"{path}: there is no such food table; check the name, or leave it out for the shipped one")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(
                f"{path}: {size / 1e6:,.0f} MB is more than the {MOST_BYTES / 1e6:.0f} MB a food table may have; "
                "keep only the foods you eat"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: it cannot be read ({error.strerror}); close other programs that hold it") from error
    return data


def _likely_encodings(data: bytes) -> list[str]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return [encoding]
    start = data[:2000]
    if start.count(0) * 4 > len(start):
        return ["utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"]
    return ["utf-8", "cp1252"]


def _delimiter(text: str) -> str:
    """Return the separator that splits the first line into most cells."""
    first = _LINE_END.split(text.lstrip()[:_LONGEST_HEADER], maxsplit=1)[0]
    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))


def _records(text: str, delimiter: str, path: Path, first: int) -> list[tuple[int, list[str]]]:
    """Return (row as a spreadsheet counts, cells) from the first row that is not blank."""
    records: list[tuple[int, list[str]]] = []
    number = first - 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=first):
            stripped = [cell.strip() for cell in cells]
            if records or any(stripped):
                records.append((number, stripped))
    except csv.Error as error:
        says = str(error).replace("'\t'", _SIGN_NAMES["\t"])
        raise InputError(
            f"{path}: row {number + 1} cannot be read ({says}); is a quotation mark not closed?"
        ) from error
    return records


def _header(names: Sequence[str], path: Path) -> tuple[str, ...]:
    last = max(place for place, name in enumerate(names) if name) + 1
    if last > MOST_COLUMNS:
        raise InputError(f"{path}: {last:,} columns are more than the {MOST_COLUMNS:,} a food table may have")
    problems = [
        f"{path}: column {place} has no name; write one in the first row"
        for place, name in enumerate(names[:last], start=1)
        if not name
    ]
    if last == 1:
        problems.append(f"{path}: there is only one column; separate cells by comma, semicolon or tab")
    if problems:
        raise InputError(problems)
    return tuple(names[:last])


def _as_wide(cells: list[str], width: int) -> tuple[str, ...]:
    return tuple(cells[:width]) + ("",) * (width - len(cells))


def _overhanging(rows: Sequence[tuple[int, list[str]]], sheet: Sheet) -> list[str]:
    width, sign = len(sheet.header), sheet.delimiter
    named = _SIGN_NAMES.get(sign, f"'{sign}'")
    return [
        f"{sheet.path.name}: row {number} has a value beyond the last column ('{shown(sign.join(cells[width:]))}'); "
        f"put quotation marks around a cell that holds {named}"
        for number, cells in rows
        if len(cells) > width and any(cells[width:])
    ]


def _formulas(sheet: Sheet) -> list[str]:
    return [
        f"{sheet.where(position, column)}: '{shown(cell)}' {FORMULA_CURE}"
        for position, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if cell and cell[0] in "=@+-" and is_formula(cell)
    ]
