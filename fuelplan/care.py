"""Special care: what a runner may say under ``health``, what it changes, and what is refused.

A word either changes the needs (a life stage, heavy bleeding, signs of too little energy), prints how
to keep a medicine apart from iron and calcium, or ends the plan with a reason. Nothing here is a
diagnosis, and no dose is ever named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from fuelplan.errors import InputError, did_you_mean
from fuelplan.science.life_stage import LifeStage

Kind = Literal["stage", "bleeding", "low energy", "medicine", "refused"]

_IRON_REFUSAL = (
    "every day of a fuelplan week holds at least 18 mg of iron, which iron overload forbids; ask your doctor "
    "which foods to keep small"
)
_PROFESSIONAL = "; plan with your doctor and a sports dietitian, not with this page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """One word: its everyday names, what it is, the sentence that is printed or refuses, its sources."""

    word: str
    kind: Kind
    says: str
    names: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


def _stage(stage: LifeStage, says: str) -> Care:
    return Care(word=stage, kind="stage", says=says, references=("iom2005", "iom2001", "efsa2010"))


_PREGNANT = (
    "Pregnant: show this plan to your midwife or doctor before you follow it. Iron is held in 27–36 mg; liver, raw or "
    "smoked fish, ripened soft cheese, salami and large fish are left out; nothing here says how much you may run."
)

NOT_IN_PREGNANCY = (
    *("liver", "pate", "pâté", "salami", "chorizo", "prosciutto", "smoked", "sushi", "sashimi", "oyster", "tuna steak"),
    *("swordfish", "shark", "marlin", "brie", "camembert", "goat-cheese", "roquefort", "gorgonzola", "wine", "beer"),
)

CARES: tuple[Care, ...] = (
    _stage("pregnant 1", _PREGNANT),
    _stage("pregnant 2", _PREGNANT),
    _stage("pregnant 3", _PREGNANT),
    _stage(
        "breastfeeding",
        "Breastfeeding: energy, protein, water and vitamins are raised as for the first six months; drink to thirst, "
        "keep caffeine under 200 mg a day, and ask your midwife or doctor if milk or weight falls.",
    ),
    Care(
        word="heavy periods",
        names=("heavy bleeding", "heavy period", "menorrhagia"),
        kind="bleeding",
        says="Heavy periods: the iron aim is raised, but food seldom makes up for heavy bleeding. Have ferritin "
        "and the bleeding itself looked at.",
        references=("nice2021bleeding", "iom2001"),
    ),
    Care(
        word="missed periods",
        names=("amenorrhoea", "amenorrhea", "no periods", "irregular periods"),
        kind="low energy",
        says="Missed periods can be a sign of too little energy for the running you do (RED-S): this plan aims at 45 "
        "kcal per kg fat-free mass on every day. See a doctor who knows sport, soon, and run less until you have.",
        references=("mountjoy2018",),
    ),
    Care(
        word="stress fracture",
        names=("stress fractures", "bone stress injury"),
        kind="low energy",
        says="A stress fracture can be a sign of too little energy (RED-S): this plan aims at 45 kcal per kg fat-free "
        "mass on every day. Run again only when your doctor says so.",
        references=("mountjoy2018",),
    ),
    Care(
        word="levothyroxine",
        names=("thyroxine", "l-thyroxine", "thyroid tablets"),
        kind="medicine",
        says="Levothyroxine: on an empty stomach with water, an hour before coffee and breakfast or as your doctor "
        "said, and four hours from iron or calcium supplements.",
        references=("campbell1992",),
    ),
    Care(
        word="antacids",
        names=("antacid", "omeprazole", "pantoprazole", "ppi", "acid blockers"),
        kind="medicine",
        says="Antacids and acid blockers lower the uptake of iron: take antacids two hours from the meals marked rich "
        "in iron, and ask for ferritin to be checked if you take a blocker for months.",
        references=("campbell1991",),
    ),
    Care(
        word="tetracyclines",
        names=("tetracycline", "doxycycline", "minocycline"),
        kind="medicine",
        says="Tetracyclines bind iron and calcium: keep them two to three hours from milk, yogurt, cheese, fortified "
        "drinks and the meals marked rich in iron.",
        references=("campbell1991",),
    ),
    Care(
        word="quinolones",
        names=("quinolone", "ciprofloxacin", "levofloxacin"),
        kind="medicine",
        says="Quinolones bind iron and calcium: keep them two hours before or six after milk, yogurt, fortified drinks "
        "and the meals marked rich in iron. Ask about tendons before you run on them.",
        references=("campbell1991",),
    ),
    Care(
        word="bisphosphonates",
        names=("bisphosphonate", "alendronate", "risedronate"),
        kind="medicine",
        says="Bisphosphonates: with plain water only, at least half an hour before the first food or drink of the day, "
        "as the leaflet says.",
        references=("campbell1991",),
    ),
    Care(
        word="levodopa",
        kind="medicine",
        says="Levodopa binds iron, and protein competes with it: keep it away from the meals marked rich in iron, and "
        "ask your doctor how to time it with food.",
        references=("campbell1991",),
    ),
    Care(
        word="iron overload",
        names=("haemochromatosis", "hemochromatosis", "thalassaemia", "thalassemia", "high ferritin"),
        kind="refused",
        says=_IRON_REFUSAL,
    ),
    Care(
        word="eating disorder",
        names=("anorexia", "bulimia"),
        kind="refused",
        says="numbers on a plate can do harm here" + _PROFESSIONAL,
    ),
    Care(
        word="kidney disease",
        names=("kidney failure", "dialysis"),
        kind="refused",
        says="its protein, potassium, sodium and water have limits this plan does not know" + _PROFESSIONAL,
    ),
    Care(
        word="heart failure",
        names=("heart disease",),
        kind="refused",
        says="its water and salt have limits this plan does not know" + _PROFESSIONAL,
    ),
    Care(
        word="diabetes",
        names=("type 1 diabetes", "type 2 diabetes", "insulin"),
        kind="refused",
        says="carbohydrate has to be matched with medicines, which this plan does not know" + _PROFESSIONAL,
    ),
)
_BY_NAME = {name: care for care in CARES for name in (care.word, *care.names)}
_INSTEAD = {
    "pregnant": "say which trimester: 'pregnant 1', 'pregnant 2' or 'pregnant 3'",
    "lactating": "write 'breastfeeding'",
    "coeliac": "write avoid gluten (--avoid gluten)",
    "celiac": "write avoid gluten (--avoid gluten)",
    "vegan": "write the diet (--diet vegan)",
    "vegetarian": "write the diet (--diet vegetarian)",
    "iron tablets": "write how much iron they hold (--iron-supplement 14)",
}


def read_health(words: Sequence[str]) -> tuple[Care, ...]:
    """Return what the runner's words mean, each once.

    Raises
    ------
    InputError
        For every word that is not known, with what was perhaps meant, and every condition that this
        plan is not made for, with the reason.
    """
    found: list[Care] = []
    problems: list[str] = []
    for word in words:
        care = _BY_NAME.get(word)
        if care is None:
            problems.append(f"'{word}': {_INSTEAD.get(word) or did_you_mean(word, _BY_NAME)}")
        elif care.kind == "refused":
            problems.append(f"'{word}': {care.says}")
        else:
            found.append(care)
    stages = {care.word for care in found if care.kind == "stage"}
    if len(stages) > 1:
        problems.append(f"{' and '.join(sorted(stages))} cannot both be planned for; keep one")
    if problems:
        raise InputError(problems)
    return tuple(dict.fromkeys(found))


def stage_of(cares: Sequence[Care]) -> LifeStage | None:
    """Return the life stage among them."""
    return next((cast(LifeStage, care.word) for care in cares if care.kind == "stage"), None)
