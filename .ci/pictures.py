"""Make the README's pictures: the fridge page and a day card of a fixed week.

pip install ".[test]" && python .ci/pictures.py
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2

import fuelplan

PICTURES = Path(__file__).parent / "pictures"
PAGES = {"fridge-page.png": 0, "day-cards.png": 1}
SCALE = 1.6


def main() -> None:
    week = fuelplan.plan_week(km=60, weight="70 kg", start="2026-11-23")
    document = pypdfium2.PdfDocument(fuelplan.to_pdf(week))
    PICTURES.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        image = document[page].render(scale=SCALE).to_pil()
        image.convert("P", palette=1, colors=64).save(PICTURES / name, optimize=True)


if __name__ == "__main__":
    main()
