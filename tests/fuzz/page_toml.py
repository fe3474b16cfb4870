"""A page template: TOML → a design, and now and then a page printed in it."""

from __future__ import annotations

import random
from zlib import crc32

from sample_week import sample_week

from fuelplan import outputs
from fuelplan.page_design import ALWAYS, LEAST_CONTRAST, contrast
from fuelplan.page_template import read_template
from fuzz import runner_toml
from fuzz.law import as_file, law, read

_WEEK = sample_week()
_VALUES = (
    *runner_toml.VALUES,
    *('"#ffffff"', '"#000000"', '"#0b4a5c"', '"#12345"', '["why"]', '["why", "why"]', '["fridge", "why", "nope"]'),
    *('"a4"', '"letter"', '"us"', '"logo.png"', '"Läufer ½ 走"', '"<b>x</b>"', '"&amp;"', '"x"' * 2),
)


def check(data: bytes) -> None:
    """Read a page template; what is read is legible, and prints."""
    design = read(lambda: read_template(as_file(data, "page.toml")))
    if design is None:
        return
    law(ALWAYS in design.sections, "the warnings are left out")
    colours = design.colours
    for ink in (colours.ink, colours.grey, colours.accent):
        law(min(contrast(ink), contrast(ink, colours.tint)) >= LEAST_CONTRAST, f"{ink} cannot be read")
    kind = crc32(data) % 16
    if kind == 0:
        law(outputs.to_pdf(_WEEK, design=design).startswith(b"%PDF"), "no PDF")
    elif kind < 4:
        law("</html>" in outputs.to_html(_WEEK, design=design), "no page")


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change a value, a line, or bytes."""
    return runner_toml.changed(data, _VALUES, rng)
