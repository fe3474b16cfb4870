"""Run ``python -m fuelplan``."""

from fuelplan.cli import main

if __name__ == "__main__":
    main()
