"""Who the week is for."""

from __future__ import annotations

from dataclasses import dataclass

from fuelplan.science import Sex, energy
from fuelplan.units import KG, Quantity
from fuelplan.vocabulary import Diet, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Athlete:
    """An adult runner.

    Parameters
    ----------
    mass, height
        Body mass [kg] and height [cm].
    age_years
        18 to 90.
    sex
        ``"female"``, ``"male"`` or None (formulas then use the mean of both).
    diet
        The strictest description that holds.
    avoid
        Food ids, groups or allergens never to be planned, lower case.
    like, have
        The same for foods wanted more often, and foods at home to be used up first.
    region
        Whose staples the runner eats: ``"eu"`` unenriched, ``"us"`` enriched with iron.
    iron_cap_mg
        The runner's own daily iron ceiling, 18 to 36 mg.
    sweat_rate
        A measured sweat rate [L/h]; always wins over the model.
    """

    mass: Quantity
    height: Quantity
    age_years: float
    sex: Sex | None = None
    diet: Diet = "omnivore"
    avoid: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    have: tuple[str, ...] = ()
    region: Region = "eu"
    iron_cap_mg: float = 36.0
    sweat_rate: Quantity | None = None

    @property
    def resting_metabolic_rate(self) -> Quantity:
        """Resting metabolic rate [kcal/day]."""
        return energy.resting_metabolic_rate(self.mass, self.height, self.age_years, self.sex)

    @property
    def fat_free_mass(self) -> Quantity:
        """Assumed fat-free mass [kg]."""
        return energy.fat_free_mass(self.mass, self.height, self.sex)

    @property
    def vegetarian(self) -> bool:
        """Whether the diet has no meat and no fish."""
        return self.diet in ("vegetarian", "vegan")

    @property
    def mass_kg(self) -> float:
        """Body mass as a plain number of kilograms."""
        return float(self.mass.m_as(KG))
