"""What stands on every plan, whoever it is for: how not to be harmed by it."""

SAFETY = "Drink to thirst. On a run never more than you sweat; stop if you gain weight."
NOT_ADVICE = "not medical advice"
ALLERGENS = "Check every label for your allergens."
CAUTIONS = (
    "This is a plan for healthy adults, not medical advice, and fuelplan is not a doctor.",
    "Drink to thirst. Never drink more than you sweat: stop if you weigh more after a run than before it.",
    "Headache, vomiting, confusion or swollen hands during or after a long run: stop drinking and get "
    "medical help at once.",
    "Chest pain, fainting or breathlessness that is new: stop running and call for help.",
    "See a doctor about tiredness that lasts more than two weeks, missed periods, a stress fracture, "
    "weight that keeps falling, or urine that stays dark or brown.",
    "Take iron supplements only after a blood test (ferritin) and on advice. With haemochromatosis or "
    "another iron "
    "overload do not use this plan. Some medicines (levothyroxine, antacids) need hours between them and "
    "iron: ask.",
    "Allergens: the table knows foods, not factories. Check every label.",
    "Pregnant or breastfeeding: show this to your midwife or doctor first.",
    "Under 18, with diabetes, kidney or heart disease, or with an eating disorder now or before: plan with a "
    "professional, not with this page.",
    "No ibuprofen or other anti-inflammatory painkiller before or on a long run: it strains kidneys and blood sodium.",
)
