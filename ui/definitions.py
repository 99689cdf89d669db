"""Show: a measure's definition, a rule of counting with its worked example, the codes that figures are split by."""

from __future__ import annotations

import streamlit as st

from data_access import vocabulary
from data_access.bounds import Amount
from data_access.measures import Measure
from ui.state import language
from ui.text import t
from work import start
from work.office import office

_CODES = {
    "sector": vocabulary.SECTORS,
    "stage": vocabulary.STAGES,
    "level": vocabulary.LEVELS,
    "owner_kind": vocabulary.OWNER_KINDS,
    "award_form": vocabulary.AWARD_FORMS,
    "audience": vocabulary.AUDIENCES,
    "term_kind": vocabulary.TERM_KINDS,
}


def measure_block(measure: Measure) -> None:
    """What a measure counts, how, and by what it can be split."""
    with st.container(border=True, height="stretch", key=f"measure-{measure.key}"):
        st.subheader(t(measure.label_key), anchor=False)
        st.markdown(t(measure.definition_key))
        st.markdown(f"**{t('definitions.measure.formula')}** {t(measure.formula_key)}")
        splits = ", ".join(t(f"choices.dimension.{name}").lower() for name in measure.dimensions)
        adds = "yes" if measure.adds_up_over_time else "no"
        lines = [
            t("definitions.measure.unit", things=t(measure.unit_of_count_key)),
            t("definitions.measure.splits", splits=splits),
            t(f"definitions.measure.adds_up_{adds}"),
        ]
        st.caption("  \n".join(lines))


def rule(name: str) -> None:
    """One rule of counting, and an example worked with the very code that counts."""
    with st.container(border=True, height="stretch", key=f"rule-{name}"):
        said = " ".join(part for part in (t(f"definitions.{name}.rule"), _of_office(name)) if part)
        st.markdown(f"**{t(f'definitions.{name}.title')}**  \n{said}")
        st.caption(t(f"definitions.{name}.example", **_worked(name)))


def _of_office(name: str) -> str:
    """What the office set of a rule, where it is the office that says."""
    if name not in ("years", "stage"):
        return ""
    values = office(start.database())
    if name == "years":
        return t("definitions.years.office", words=t(f"office.choice.plan_years.{values['plan_years']}"))
    stage = values["bare_models"]
    return "" if stage == "unspecified" else t("definitions.stage.office", words=t(f"choices.stage.{stage}"))


def _worked(name: str) -> dict[str, str]:
    lang = language()
    over, some, before = Amount(260, ">"), Amount(12), Amount(79)
    if name == "bound":
        return {"one": over.written(lang), "other": some.written(lang), "sum": (over + some).written(lang)}
    if name == "change":
        return {
            "after": over.written(lang),
            "before": before.written(lang),
            "said": (over - before).change_in_words(lang),
        }
    if name == "years":
        years = [Amount(8), Amount(11), Amount(9)]
        return {"years": " + ".join(year.written(lang) for year in years), "sum": sum(years, Amount(0)).written(lang)}
    return {}


def codes_table() -> None:
    """Every list of codes, in the order people expect."""
    for dimension, codes in _CODES.items():
        names = " · ".join(t(f"choices.{dimension}.{code}") for code in codes)
        title = t("definitions.codes.term_kind") if dimension == "term_kind" else t(f"choices.dimension.{dimension}")
        st.markdown(f"**{title}**: {names}")
