"""Formulas only: energy, macronutrients, timing, hydration, iron, reference intakes, life stages and load.

Nomenclature, as used on the first line of every formula:

====== ==================== ============== ==============================================
symbol name in code         unit           meaning
====== ==================== ============== ==============================================
m      mass                 kg             body mass
H, h   height               cm, m          body height
age    age_years            years          age (plain float)
FFM    ffm                  kg             fat-free mass
d      distance             km             distance run
v      speed                km/h           running speed
t      running_time         min or h       time spent running, in a run or in a day
i      gradient             m/m            slope, up positive (plain float)
up     climb                m              metres climbed in a run, and come down again
T      temperature          °C             air temperature
RH     humidity             0-1            relative humidity (plain float)
RMR    rmr                  kcal/day       resting metabolic rate
k      activity_factor      -              day without exercise, in units of RMR
TEE    tee                  kcal (a day)   total energy expenditure
EA     energy_availability  kcal/kg FFM/d  energy left after exercise
S0, S  sweat_rate           L/h            sweat rate: base, and with evaporation limits
A      surface area         m²             body surface
Emax   capacity             W              most heat that sweat can carry off
w      wettedness           0-1            skin wettedness
P      pressure             kPa            water vapour pressure
f      factor               -              iron multiple for running, or lean fraction
====== ==================== ============== ==============================================

A reference key such as ``mifflin1990`` resolves in :mod:`fuelplan.references`. Figures marked
"ours" or "derived" have no paper behind them; "secondary" and "unconfirmed" say how far one was read: every
module lists its own in ``SOURCES``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sex = Literal["female", "male"]
Confidence = Literal["confirmed", "secondary", "unconfirmed", "derived", "ours"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure or formula comes from, and how far that was read.

    Each module's ``SOURCES`` maps its constants and public functions to one of these.

    Parameters
    ----------
    confidence
        ``"confirmed"`` in the paper or its abstract, ``"secondary"`` in a copy of it, ``"unconfirmed"``
        (remembered), ``"derived"`` by arithmetic from cited figures, ``"ours"``: a choice, no paper behind it.
    keys
        Keys of :mod:`fuelplan.references`; only derived figures and our own may have none.
    note
        The doubt, or what the figure was derived from.
    """

    confidence: Confidence
    keys: tuple[str, ...] = ()
    note: str = ""
