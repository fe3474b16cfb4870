"""A club's logo: the bytes of a picture → a page template that names it → paper and page."""

from __future__ import annotations

import random

from sample_week import sample_week

from fuelplan import outputs
from fuelplan.page_template import read_template
from fuzz.law import as_file, law, read
from fuzz.mutations import anything

_WEEK = sample_week()
_TEMPLATE = b'sections = ["why"]\nlogo = "logo.png"\n'


def check(data: bytes) -> None:
    """Take a file as a logo; one that is taken prints."""
    as_file(data, "logo.png")
    design = read(lambda: read_template(as_file(_TEMPLATE, "logo.toml")))
    if design is not None:
        law(design.logo == data, "another picture")
        law(outputs.to_pdf(_WEEK, design=design).startswith(b"%PDF"), "no PDF")


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change bytes, often those of the header."""
    if rng.random() < 0.5:
        place = rng.randrange(64)
        return data[:place] + rng.randbytes(rng.choice((1, 2, 4))) + data[place + rng.choice((0, 1, 2, 4)) :]
    return anything(data, rng)
