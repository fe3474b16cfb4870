"""Cut the DejaVu fonts down to the scripts and signs fuelplan prints, so that they load four times sooner.

    pip install fonttools && python .ci/fonts.py /usr/share/fonts/truetype/dejavu

Latin with Vietnamese, Greek, Cyrillic, punctuation, fractions, arrows, mathematics, boxes and dingbats stay.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset

FACES = ("DejaVuSansCondensed", "DejaVuSansCondensed-Bold", "DejaVuSansCondensed-Oblique")
FONTS = Path(__file__).parent.parent / "fuelplan" / "report" / "fonts"
UNICODES = (
    "U+0020-024F,U+0300-036F,U+0370-052F,U+1E00-1EFF,U+2000-218F,U+2190-21FF,U+2200-22FF,"
    "U+2500-25FF,U+2600-26FF,U+2700-27BF"
)


def main(source: Path) -> None:
    for face in FACES:
        subset.main(
            [
                str(source / f"{face}.ttf"),
                f"--unicodes={UNICODES}",
                f"--output-file={FONTS / face}.ttf",
                "--layout-features=",
                "--no-hinting",
                "--notdef-outline",
                "--name-IDs=*",
                "--drop-tables+=FFTM,GDEF,GPOS,GSUB,kern,gasp",
            ]
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
