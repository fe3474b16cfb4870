"""Special care: what a runner may say under ``health``, what it changes, and what is refused.

A word either changes the needs (a life stage, a need for more iron, signs of too little energy), prints how
to keep a medicine apart from iron and calcium, or ends the plan with a reason. Nothing here is a
diagnosis, and no dose is ever named.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from fuelplan.errors import InputError
from fuelplan.science.life_stage import LifeStage

Kind = Literal["stage", "iron need", "low energy", "medicine", "caution", "refused"]

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
    return Care(word=stage, kind="stage", says=says, references=("iom2005", "iom2001", "efsa2010", "efsa2015caffeine"))


_PREGNANT = (
    "Pregnant: show this plan to your midwife or doctor before you follow it; it says nothing about how much "
    "you may run or weigh, and wants the weight you had before. Iron is held in 27–36 mg. Liver, cold and "
    "cured meat, raw or smoked fish, large fish, ripened cheese and alcohol are left out; milk and cheese "
    "pasteurised, eggs cooked through. Keep taking what you were given: folic acid, vitamin D, iodine, iron, "
    "B12 without meat. Caffeine under 200 mg a day."
)

# Whole words of a food's name. Cold cooked meat is kept out because nobody promises to heat it.
NOT_IN_PREGNANCY = (
    *("liver", "liverwurst", "pâté", "pate", "salami", "chorizo", "prosciutto", "serrano", "ham", "cured"),
    *("turkey breast slice", "roast beef slice", "smoked salmon", "smoked trout", "smoked mackerel", "smoked fish"),
    *("gravlax", "sashimi", "ceviche", "oyster", "pickled herring", "tuna steak", "swordfish", "shark", "marlin"),
    *("brie", "camembert", "goat s cheese", "blue cheese", "roquefort", "gorgonzola", "stilton", "unpasteurised"),
    *("raw egg", "raw milk", "wine", "beer", "cider"),
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
        kind="iron need",
        says="Heavy periods: the iron aim is raised, but food seldom makes up for heavy bleeding. Have ferritin "
        "and the bleeding itself looked at.",
        references=("nice2021bleeding", "iom2001"),
    ),
    Care(
        word="iron deficiency",
        names=("low ferritin", "ferritin", "low iron", "iron deficient", "anaemia", "anemia", "anaemic", "anemic"),
        kind="iron need",
        says="Iron deficiency: the iron aim is raised, but food alone seldom mends it. Have it and its cause treated "
        "by a doctor; take supplements only as prescribed.",
        references=("sim2019",),
    ),
    Care(
        word="missed periods",
        names=("amenorrhoea", "amenorrhea", "no periods", "irregular periods"),
        kind="low energy",
        says="Missed periods can be a sign of too little energy for the running you do (RED-S), or of a pregnancy: "
        "test for that first; hormonal contraception hides the sign. This plan aims at 45 kcal per kg fat- "
        "free mass on every day. See a doctor who knows sport, soon, and run less until you have.",
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
        "said; four hours from iron, calcium and antacids, and not close to soya, fortified drinks or a "
        "breakfast rich in fibre. Acid blockers can change the dose you need: have TSH checked.",
        references=("campbell1992",),
    ),
    Care(
        word="antacids",
        names=("antacid", "omeprazole", "pantoprazole", "ppi", "acid blockers"),
        kind="medicine",
        says="Antacids and acid blockers lower the uptake of iron: take antacids two hours from the meals marked "
        "rich in iron, four from levothyroxine; with a blocker taken for months have ferritin, B12 and "
        "magnesium checked. As the leaflet says.",
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
        says="Bisphosphonates: with plain water only, at least half an hour before the first food or drink of the "
        "day, as the leaflet says.",
    ),
    Care(
        word="levodopa",
        kind="medicine",
        says="Levodopa binds iron, and protein competes with it: keep it away from the meals marked rich in iron, and "
        "ask your doctor how to time it with food.",
        references=("campbell1991",),
    ),
    Care(
        word="diuretics",
        names=("diuretic", "water tablets", "ssri", "antidepressant", "antidepressants"),
        kind="caution",
        says="Diuretics and some antidepressants (SSRI) can lower blood sodium: on long runs drink to thirst only, "
        "salt your food, and ask your doctor before a race in heat.",
        references=("hewbutler2015",),
    ),
    Care(
        word="warfarin",
        names=("blood thinners", "phenprocoumon", "marcumar"),
        kind="caution",
        says="Warfarin: keep green leaves about the same from week to week, since their vitamin K acts on it, and "
        "have INR checked when your food changes. As the leaflet says.",
    ),
    Care(
        word="high blood pressure",
        names=("hypertension",),
        kind="caution",
        says="High blood pressure: this plan does not limit salt. Ask your doctor how much you may eat, and about "
        "caffeine, before you follow it.",
    ),
    Care(
        word="iron overload",
        names=("haemochromatosis", "hemochromatosis", "thalassaemia", "thalassemia", "high ferritin"),
        kind="refused",
        says=_IRON_REFUSAL,
    ),
    Care(
        word="eating disorder",
        names=("anorexia", "anorexic", "bulimia", "bulimic"),
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
        names=("diabetic", "type 1 diabetes", "type 2 diabetes", "insulin"),
        kind="refused",
        says="carbohydrate has to be matched with medicines, which this plan does not know" + _PROFESSIONAL,
    ),
    Care(
        word="gestational diabetes",
        names=("pre-eclampsia", "preeclampsia", "twins", "multiple pregnancy"),
        kind="refused",
        says="such a pregnancy needs a plan of its own" + _PROFESSIONAL,
    ),
    Care(
        word="gastric bypass",
        names=("bariatric surgery", "sleeve gastrectomy"),
        kind="refused",
        says="portions and supplements after it are not what this plan knows" + _PROFESSIONAL,
    ),
    Care(
        word="lithium",
        kind="refused",
        says="its level moves with salt, water and sweat" + _PROFESSIONAL,
    ),
)
_BY_NAME = {name: care for care in CARES for name in (care.word, *care.names)}
_UNKNOWN = (
    "fuelplan does not know what this changes; ask your doctor whether such a plan is for you, then leave it out. "
    f"Known are {', '.join(care.word for care in CARES)}"
)
_SURELY_MEANT, _LONGEST_WORD = 0.8, 60
_GLUTEN, _LACTOSE, _NUTS = (f"write avoid {word} (--avoid {word})" for word in ("gluten", "lactose", "nuts"))
_LEGS = "that is what the week is for: see 'fuelplan why legs'"
_INSTEAD = {
    "pregnant": "say which trimester: 'pregnant 1', 'pregnant 2' or 'pregnant 3'",
    "lactating": "write 'breastfeeding'",
    **dict.fromkeys(("coeliac", "celiac", "coeliac disease", "celiac disease", "gluten", "gluten free"), _GLUTEN),
    **dict.fromkeys(("lactose", "lactose intolerant", "lactose intolerance"), _LACTOSE),
    **dict.fromkeys(("nuts", "nut allergy"), _NUTS),
    **dict.fromkeys(("heavy legs", "tired legs"), _LEGS),
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
    unknown: list[str] = []
    for word in words:
        care = _BY_NAME.get(word)
        if care is None:
            cure = _instead(word)
            problems += [f"'{word}': {cure}"] if cure else []
            unknown += [] if cure else [f"'{word}'"]
        elif care.kind == "refused":
            problems.append(f"'{word}': {care.says}")
        else:
            found.append(care)
    stages = {care.word for care in found if care.kind == "stage"}
    if len(stages) > 1:
        problems.append(f"{' and '.join(sorted(stages))} cannot both be planned for; keep one")
    if unknown:
        problems.append(f"{', '.join(unknown)}: {_UNKNOWN}")
    if problems:
        raise InputError(problems)
    return tuple(dict.fromkeys(found))


def _instead(word: str) -> str:
    """Return what to write for a word that is not known, "" unless it is spelt so alike that it must be meant."""
    names = [name for name in (*_BY_NAME, *_INSTEAD) if not name[-1].isdigit()]
    near = difflib.get_close_matches(word[:_LONGEST_WORD], names, 1, _SURELY_MEANT)
    if not near:
        return ""
    return _INSTEAD.get(near[0]) or f"did you mean '{near[0]}'?"


def stage_of(cares: Sequence[Care]) -> LifeStage | None:
    """Return the life stage among them."""
    return next((cast(LifeStage, care.word) for care in cares if care.kind == "stage"), None)
