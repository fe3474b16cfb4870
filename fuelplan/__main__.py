"""Run ``python -m fuelplan``."""

from fuelplan.cli import program

if __name__ == "__main__":
    program()
