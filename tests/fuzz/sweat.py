"""A sweat test: ``key=value`` lines → a test, what it says, and the block that runner.toml keeps of it."""

from __future__ import annotations

import random
from typing import Any

from fuelplan import sweat_words
from fuelplan.inputs import sweat_tests
from fuelplan.toml_files import read_toml
from fuzz.law import as_file, finite, law, read, told_plainly
from fuzz.mutations import anything, lines_changed

_KEYS = ("before", "after", "minutes", "drunk", "urine", "km", "pace", "temp", "humidity", "date", "height")
_WORDS = (
    *("70.2", "70.2kg", "154.8lb", "69.1", "11 st", "75", "75min", "1.25h", "20", "24h", "400ml", "0.4", "14 fl oz"),
    *("10", "12.5km", "5:40", "9:07/mi", "15:00", "24", "24C", "75F", "-30", "45", "60", "100", "0", "2026-11-23"),
    *("175", "5ft9in", "1e9", "-1", "0.00000001", "99999", "99999.99999999999999999", "30", "185", "185.0001"),
)


def check(data: bytes) -> None:
    """Read a test, tell it, and keep it after the runner.toml that stands under a line of dashes."""
    said, dashes, toml = data.partition(b"\n---\n")
    values = _values(said.decode("utf-8", "surrogateescape"))
    tall = values.pop("height", None)
    test = read(lambda: sweat_tests.read_sweat_test(values, where="--"))
    height = read(lambda: sweat_tests.read_height(tall, "--height")) if tall else None
    if test is None:
        return
    finite(test)
    for line in sweat_words.lines(test, [], height):
        if line.strip():
            told_plainly([line])
    sweat_words.is_doubtful(test, height)
    _kept(test, toml if dashes else b"")


def _kept(test: sweat_tests.SweatTest, toml: bytes) -> None:
    path = as_file(toml, "runner.toml")
    before = read(lambda: read_toml(path))
    read(lambda: sweat_tests.remember(path, test))
    if path.read_bytes() == toml:
        return
    law(before is not None and path.read_bytes().startswith(toml), "what stood in runner.toml was changed")
    tests = next(value for key, value in read_toml(path)[0].items() if key.replace("-", "_") == sweat_tests.TABLE)
    again = sweat_tests.read_sweat_test(tests[-1])
    law(sweat_tests.as_toml(again) == sweat_tests.as_toml(test), "the test is another when it is read again")
    sweat_words.lines(test, sweat_tests.earlier_tests(tests)[0], None)


def _values(text: str) -> dict[str, Any]:
    pairs = (line.partition("=") for line in text.split("\n"))
    return {key: value for key, equals, value in pairs if equals}


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Say another word, another key, or bytes."""
    kind = rng.random()
    if kind < 0.5:
        said, dashes, toml = data.partition(b"\n---\n")
        return lines_changed(said, _WORDS, rng) + dashes + toml
    if kind < 0.75:
        return f"{rng.choice(_KEYS)}={rng.choice(_WORDS)}\n".encode() + data
    return anything(data, rng)
