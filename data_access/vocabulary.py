"""Match, validate, count: the closed lists of codes that facts and settings carry, in the order people expect.

Labels of the codes stand in ``locales/choices.toml``; the words offices use for them in ``intake/choices.py``.
"""

SECTORS = ("economy", "culture_society", "defence_security", "political_system", "other", "unspecified")
STAGES = (
    "registered",
    "implementing",
    "recognised",
    "exemplary",
    "replicated",
    "continued",
    "discontinued",
    "unspecified",
)
LEVELS = ("grassroots", "district", "province", "central", "unspecified")
OWNER_KINDS = ("collective", "individual", "household")
BLOCS = (
    "party",
    "government",
    "front_and_unions",
    "armed_forces",
    "communes",
    "schools",
    "enterprises",
    "associations",
    "religious",
    "other",
)
AWARD_FORMS = (
    "certificate_of_merit_higher",
    "certificate_of_commendation",
    "letter_of_praise",
    "public_honour",
    "recognition",
    "emulation_flag",
    "order_medal",
    "other",
    "unspecified",
)
AWARD_GROUNDS = (
    "skilful_mass_mobilization",
    "mass_mobilization_regulation",
    "grassroots_democracy",
    "government_mass_mobilization",
    "coordination_programme",
    "ethnic_religious",
    "campaign",
    "other",
    "unspecified",
)
TOPICS = (
    "mass_mobilization",
    "grassroots_democracy",
    "persuasion_skills",
    "ethnic_religious",
    "skilful_mass_mobilization",
    "other",
    "unspecified",
)
AUDIENCES = (
    "officials",
    "mass_mobilization_officers",
    "neighbourhood_groups",
    "core_political_force",
    "front_and_unions",
    "associations",
    "armed_forces",
    "religious_dignitaries",
    "cell_secretaries",
    "prestigious_persons",
    "other",
    "unspecified",
)
PROGRAMME_STATUSES = ("running", "interim_reviewed", "final_reviewed", "signed_anew", "unspecified")
MEASURES = ("models", "training_sessions", "attendances", "commended_collectives")
DIMENSIONS = ("sector", "owner_kind", "level", "award_form", "audience")
QUALIFIERS = (">", "≥", "<", "≤", "≈")
TERM_KINDS = (
    "party_term",
    "branch_term",
    "review",
    "programme_phase",
    "year",
    "half_year",
    "quarter",
    "month",
    "nine_months",
)
CHART_COLOURS = ("blue", "teal", "violet")
