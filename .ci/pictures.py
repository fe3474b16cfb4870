"""Make the README's pictures: the fridge page and the day cards and charts of a fixed week, and race day of another.

pip install ".[test]" && python .ci/pictures.py
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2

import fuelplan

PICTURES = Path(__file__).parent / "pictures"
WEEK = {"km": 60, "weight": "70 kg", "start": "2026-11-23"}
RACE_WEEK = {**WEEK, "race": "sun 42.2 3:45"}
PICTURED = (
    ("fridge-page.png", WEEK, 0),
    ("day-cards.png", WEEK, 1),
    ("charts.png", WEEK, 7),
    ("race-day.png", RACE_WEEK, 1),
)
SCALE = 1.6


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    for name, options, page in PICTURED:
        document = pypdfium2.PdfDocument(fuelplan.to_pdf(fuelplan.plan_week(**options)))
        image = document[page].render(scale=SCALE).to_pil()
        image.convert("P", palette=1, colors=64).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
