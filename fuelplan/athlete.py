"""Who the week is for."""

from __future__ import annotations

from dataclasses import dataclass

from fuelplan.care import Care, stage_of
from fuelplan.science import Sex, energy
from fuelplan.science.energy import Lifestyle
from fuelplan.science.hydration import SweatKind
from fuelplan.science.life_stage import LifeStage
from fuelplan.science.sweat_test import SweatCorrection
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
    lifestyle
        What the day outside running is like.
    measured_rmr, measured_ffm
        Resting metabolic rate [kcal/day] and fat-free mass [kg] where they were measured; they win over the
        formulas.
    cares
        What of the runner's health changes the week (:mod:`fuelplan.care`).
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
    iron_supplement_mg
        Iron of a supplement taken every day anyway; it counts in the window.
    sweat_rate
        A measured sweat rate [L/h]; always wins over the model.
    sweat_correction
        The correction of the model that sweat tests gave; wins over the model alone.
    sweat_sodium
        How salty the sweat is.
    """

    mass: Quantity
    height: Quantity
    age_years: float
    sex: Sex | None = None
    lifestyle: Lifestyle = "mixed"
    measured_rmr: Quantity | None = None
    measured_ffm: Quantity | None = None
    cares: tuple[Care, ...] = ()
    diet: Diet = "omnivore"
    avoid: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    have: tuple[str, ...] = ()
    region: Region = "eu"
    iron_cap_mg: float = 36.0
    iron_supplement_mg: float = 0.0
    sweat_rate: Quantity | None = None
    sweat_correction: SweatCorrection | None = None
    sweat_sodium: SweatKind = "normal"

    @property
    def resting_metabolic_rate(self) -> Quantity:
        """Resting metabolic rate [kcal/day]: measured, else from measured fat-free mass, else from mass and height."""
        if self.measured_rmr is not None:
            return self.measured_rmr
        if self.measured_ffm is not None:
            return energy.resting_metabolic_rate_from_fat_free_mass(self.measured_ffm)
        return energy.resting_metabolic_rate(self.mass, self.height, self.age_years, self.sex)

    @property
    def activity_factor(self) -> float:
        """The day outside running and strength work, in units of the resting metabolic rate."""
        by_lean_mass = self.measured_rmr is None and self.measured_ffm is not None
        return energy.activity_factor(self.lifestyle, from_fat_free_mass=by_lean_mass)

    @property
    def fat_free_mass(self) -> Quantity:
        """Measured or assumed fat-free mass [kg]."""
        if self.measured_ffm is not None:
            return self.measured_ffm
        return energy.fat_free_mass(self.mass, self.height, self.sex)

    @property
    def vegetarian(self) -> bool:
        """Whether the diet has no meat and no fish."""
        return self.diet in ("vegetarian", "vegan")

    @property
    def stage(self) -> LifeStage | None:
        """Pregnant (with the trimester), breastfeeding, or neither."""
        return stage_of(self.cares)

    @property
    def pregnant(self) -> bool:
        """Whether pregnant."""
        return (self.stage or "").startswith("pregnant")

    @property
    def raised_iron_need(self) -> bool:
        """Whether periods are heavy or iron is short, which raise the aim alike."""
        return any(care.kind == "iron need" for care in self.cares)

    @property
    def short_of_energy(self) -> bool:
        """Whether there are signs of low energy availability."""
        return any(care.kind == "low energy" for care in self.cares)

    @property
    def mass_kg(self) -> float:
        """Body mass as a plain number of kilograms."""
        return float(self.mass.m_as(KG))
