"""Small changes of any input: bytes as transfers break them, tokens as people and attackers write them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from table_mutations import NASTY

TOKENS: tuple[str, ...] = (
    *NASTY,
    "nan",
    "1e308",
    "-1e-308",
    "{{",
    "}}",
    "{% for",
    "</script>",
    "<svg onload=x>",
    "]]>",
    "&#0;",
    "\ud800",
    "\u2028",
    "\u0085",
    "\u202e\u2066",
    '"""',
    "'''",
    '"',
    "'",
    "\\",
    "\\u0000",
    "[" * 3000,
    "(" * 300,
    "9" * 5000,
    "1" + "0" * 30,
    "-" * 100,
    ";" * 100,
    "\n" * 50,
    "x" * 300,
    "𝟗",
    "१२",
    "１２",
    "％",
    "0x1p3",
    "1_0",
    "null",
    "true",
    "CON",
    "~",
    "/dev/zero",
    "../" * 50,
)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0", b"\0\0\0", b"\x1a", b"\x80", b"\xc0\x80", b"\xed\xa0\x80")
_WORD = re.compile(rb"[\w.+-]+")
MOST_BYTES = 100_000


def token(rng: random.Random) -> str:
    """Return a nasty text."""
    return rng.choice(TOKENS)


def encoded(text: str) -> bytes:
    """Return text as bytes, lone surrogates too."""
    return text.encode("utf-8", "surrogatepass")


def anything(data: bytes, rng: random.Random) -> bytes:
    """Return data with one to three small changes."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        data = rng.choice(_CHANGES)(data, rng)
    return data[:MOST_BYTES]


def _place(data: bytes, rng: random.Random) -> int:
    return rng.randrange(len(data) + 1)


def _flipped(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        if out:
            out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def _inserted(data: bytes, rng: random.Random) -> bytes:
    at = _place(data, rng)
    return data[:at] + encoded(token(rng)) + data[at:]


def _marked(data: bytes, rng: random.Random) -> bytes:
    at = rng.choice((0, _place(data, rng)))
    return data[:at] + rng.choice(_MARKS) + data[at:]


def _word_replaced(data: bytes, rng: random.Random) -> bytes:
    words = list(_WORD.finditer(data))
    if not words:
        return _inserted(data, rng)
    found = rng.choice(words)
    return data[: found.start()] + encoded(token(rng)) + data[found.end() :]


def _words_swapped(data: bytes, rng: random.Random) -> bytes:
    words = list(_WORD.finditer(data))
    if len(words) < 2:
        return data
    first, second = sorted(rng.sample(words, 2), key=lambda found: found.start())
    between = data[first.end() : second.start()]
    return data[: first.start()] + second[0] + between + first[0] + data[second.end() :]


def _cut(data: bytes, rng: random.Random) -> bytes:
    at = _place(data, rng)
    return data[:at] + data[at + rng.choice((1, 2, 8, 64, len(data))) :]


def _again(data: bytes, rng: random.Random) -> bytes:
    at = _place(data, rng)
    return data[:at] + data[at : at + rng.choice((1, 8, 64, 512))] * rng.choice((2, 3, 40)) + data[at:]


def _noise(data: bytes, rng: random.Random) -> bytes:
    at = _place(data, rng)
    return data[:at] + rng.randbytes(rng.randint(1, 8)) + data[at:]


_CHANGES = (
    *(_flipped, _inserted, _marked, _cut, _again, _noise),
    *(_word_replaced, _word_replaced, _word_replaced, _words_swapped),
)


def lines_changed(data: bytes, words: Sequence[str], rng: random.Random) -> bytes:
    """Return ``key=value`` lines with a word more, another, or one less."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    at = rng.randrange(len(lines))
    key, equals, value = lines[at].partition("=")
    said = value.split(" ")
    place, word = rng.randrange(len(said)), rng.choice((*words, token(rng)))
    kind = rng.randrange(5)
    if kind == 0:
        said.insert(place, word)
    elif kind == 1:
        said[place] = word
    elif kind == 2:
        said[place] += word
    elif kind == 3:
        del said[place]
    else:
        said = [*said, rng.choice("; \n,"), *said]
    lines[at] = f"{key}{equals}{' '.join(said)}"
    return "\n".join(lines).encode("utf-8", "surrogateescape" if "\ud800" not in "".join(lines) else "surrogatepass")
