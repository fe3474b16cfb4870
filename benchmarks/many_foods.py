"""`fuelplan make` with the shipped food table against one of 7,793 more foods, in one run.

    python benchmarks/many_foods.py [rounds] [DOWNLOAD]

DOWNLOAD is FoodData Central's SR Legacy CSV download (folder or zip). Without it a product list of
as many foods is made from the shipped rows and imported, once without roles and once with the roles
of the rows they were made from. Exit code 1 when a ratio passes the promise of 2.
"""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fuelplan import resources

PROMISE = 2.0
MANY = 7793
COPIED = ("energy_kcal", "carbohydrate_g", "protein_g", "fat_g", "water_g", "iron_mg", "calcium_mg", "diet", "group")
PORTIONS = ("portion_name", "portion_plural", "portion_g", "portions_max")


def fuelplan(folder: Path, *arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "fuelplan", *arguments], check=True, capture_output=True, cwd=folder)
    return time.perf_counter() - start


def product_list(path: Path, with_roles: bool) -> Path:
    with resources.foods_csv().open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["roles"]]
    columns = ["name", "source_id", *COPIED, *PORTIONS, *(["roles"] if with_roles else [])]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        for number in range(MANY):
            row = rows[number % len(rows)]
            values = {**row, "name": f"{row['name']} no. {number}", "source_id": str(number)}
            writer.writerow([values[column] for column in columns])
    return path


def main(rounds: int, download: str | None) -> int:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        sources = {"a download": download} if download else {
            "without roles": str(product_list(root / "plain.csv", False)),
            "with roles": str(product_list(root / "roles.csv", True)),
        }  # fmt: skip
        fuelplan(root, "init", "shipped")
        worst = 0.0
        for name, source in sources.items():
            folder = root / name.replace(" ", "-")
            fuelplan(root, "init", folder.name)
            imported = fuelplan(folder, "foods", "import", source, "--all")
            pairs = [(fuelplan(folder, "make"), fuelplan(root / "shipped", "make")) for _ in range(rounds)]
            many, few = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(one / other for one, other in pairs)
            worst = max(worst, ratio)
            print(
                f"{MANY:,} foods {name:14} import {imported:5.2f} s, make {many:5.2f} s against {few:5.2f} s: "
                f"ratio {ratio:.2f} (promise: at most {PROMISE:g})"
            )
    return int(worst > PROMISE)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5, sys.argv[2] if len(sys.argv) > 2 else None))
