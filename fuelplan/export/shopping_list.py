"""The shopping list as a table for spreadsheets and as plain text for a phone."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from fuelplan.basket import basket, by_aisle, named, price, remark
from fuelplan.measures import Measures
from fuelplan.weekplan import ShoppingItem, WeekPlan
from fuelplan.wording import week_dates

HEADER = (
    *("aisle", "buy", "thing", "packs", "pack_g", "need_g", "left_g"),
    *("pieces", "keeps_days", "price", "price_eaten", "currency", "at_home"),
)
_STARTS_A_FORMULA = frozenset("=+-@")
_JOINERS = "\u200c\u200d"
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def to_csv(week: WeekPlan, measures: Measures) -> bytes:
    """Return the list as CSV: UTF-8 with a byte order mark, which spreadsheets need to read it as such.

    ``buy`` speaks the reader's measures; weights are numbers in grams as bought, so that they can be summed. An empty
    cell is not known or does not apply. ``price`` is that of the packs, ``price_eaten`` of what the week
    needs of them. ``at_home`` is yes, no, or maybe for a little of what keeps. No text is left
    that a spreadsheet would run (OWASP, CSV injection).
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    currency = week.money.currency if week.money else ""
    for _, things in by_aisle(week.shopping):
        writer.writerows(_row(item, currency, measures) for item in things)
    return out.getvalue().encode("utf-8-sig")


def to_text(week: WeekPlan, measures: Measures) -> str:
    """Return the list as text: aisles, and under each a line a thing that notes apps turn into a box to tick."""
    lines = [one_line(f"Shopping list, {week_dates(week, measures)}").rstrip(",")]
    for aisle, things in by_aisle(week.shopping):
        name = one_line(aisle)
        lines += ["", name[:1].upper() + name[1:], *(_line(item, measures) for item in things)]
    return "\n".join(lines) + "\n"


def one_line(text: str) -> str:
    """Return text in one line, apart by single spaces, without what cannot be seen."""
    spaced = (" " if sign.isspace() else sign for sign in text)
    seen = "".join(sign for sign in spaced if sign in _JOINERS or unicodedata.category(sign) not in _UNSEEN)
    return " ".join(seen.split()).strip(_JOINERS + " ")


def defused(text: str) -> str:
    """Return text in one line that no spreadsheet runs: an apostrophe stands before what would start a formula.

    It stands behind a semicolon too, where spreadsheets of many countries begin a cell.

    Examples
    --------
    >>> defused(" =1+1")
    "'=1+1"
    """
    return ";".join(_quoted(part) for part in one_line(text).split(";"))


def _quoted(text: str) -> str:
    bare = re.sub(r"^[\s\"']+", "", text)
    runs = unicodedata.normalize("NFKC", bare[:1])[:1] in _STARTS_A_FORMULA
    return f"'{text}" if runs and not text.startswith("'") else text


def _row(item: ShoppingItem, currency: str, measures: Measures) -> list[str]:
    packed, priced = item.packs > 0, item.cost is not None
    at_home = "yes" if item.checked else "maybe" if item.cupboard else "no"
    return [
        defused(item.aisle),
        defused(f"{basket(item, measures)} {named(item)}"),
        defused(item.buy_as),
        str(item.packs) if packed else "",
        _number(item.pack_g) if packed else "",
        _number(item.grams),
        _number(item.left_g) if packed else "",
        str(item.pieces) if item.pieces else "",
        "" if item.keeps_days is None else _number(item.keeps_days),
        f"{price(item):.2f}" if priced else "",
        f"{item.cost:.2f}" if priced else "",
        defused(currency) if priced else "",
        at_home,
    ]


def _number(value: float) -> str:
    return f"{value:.10g}"


def _line(item: ShoppingItem, measures: Measures) -> str:
    found = remark(item, measures)
    small = "at home" if item.checked else f"{found.need}: at home?" if found.at_home else found.need
    words = f"{basket(item, measures)} {named(item)}" + (f" ({small})" if small else "")
    return f"- [{'x' if item.checked else ' '}] {one_line(words)}"
