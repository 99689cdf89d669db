"""Draw: how far models came: the steps from registered to replicated, in all and sector by sector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from data_access.bounds import Amount, total
from data_access.frames import SMALL_BASE
from data_access.measures import Measure
from data_access.selection import Selection
from data_access.vocabulary import SECTORS
from locales import number, text
from work.views import Figure, View, kept

# A model that came this far has passed every step before it; «continued» is carried on, «discontinued» left the path.
PATH = ("registered", "implementing", "recognised", "exemplary", "replicated")


def passed(stage: str) -> tuple[str, ...]:
    """The stages of models that have passed a step: the step itself and those after it."""
    later = PATH[PATH.index(stage) :]
    return (*later, "continued") if stage in ("registered", "implementing") else later


@dataclass(frozen=True)
class Path:
    """The steps of the models' path as ``charts.funnel`` wants them, on which basis, and what is on none of them."""

    steps: pd.DataFrame
    basis: str
    left: Mapping[str, str]

    def selection(self, view: View, stage: str) -> Selection:
        """What a step counts."""
        return _of_step(view, stage, self.basis)


@kept
def funnel(view: View, measure: Measure, lang: str) -> Path:
    """From registered to replicated, all steps on one basis: the one that says more, as mixed steps would not compare."""
    bases = ("reported", "itemised") if view.selection.basis == "auto" else (view.selection.basis,)
    found = {basis: _steps(view, measure, basis) for basis in bases}
    basis = max(
        found,
        key=lambda basis: (len(found[basis]), sum(f.coverage.have if f.coverage else 1 for f in found[basis].values())),
    )
    lines: list[tuple[str, str, int, str, str | None]] = []
    before: int | None = None
    for stage, figure in found[basis].items():
        exact = figure.value if figure.qualifier is None else None
        share = None
        if exact is not None and before and before >= SMALL_BASE:
            share = f"{number(round(exact / before * 100), lang)}%"
        lines.append((stage, text(f"choices.stage.{stage}", lang), figure.value, figure.amount.written(lang), share))
        before = exact
    steps = pd.DataFrame(lines, columns=["key", "label", "value", "text", "of_previous"])
    return Path(steps, basis, _off_the_path(view, measure, lang) if basis == "itemised" else {})


def _steps(view: View, measure: Measure, basis: str) -> dict[str, Figure]:
    if view.term is None:
        return {}
    sums = {stage: view.figures(measure, _of_step(view, stage, basis), ("term",)) for stage in PATH}
    return {stage: found[0] for stage, found in sums.items() if found}


def _of_step(view: View, stage: str, basis: str) -> Selection:
    """Lists hold a model at its latest stage, so those further on have passed the step; a report states the step itself."""
    return replace(view.at(view.term or "", stages=passed(stage) if basis == "itemised" else (stage,)), basis=basis)


def _off_the_path(view: View, measure: Measure, lang: str) -> Mapping[str, str]:
    """How many listed models left the path or do not say where on it they are, by stage, as written."""
    found = {
        stage: view.figures(measure, replace(view.at(view.term or "", stages=(stage,)), basis="itemised"), ("term",))
        for stage in ("discontinued", "unspecified")
    }
    return {stage: figure[0].amount.written(lang) for stage, figure in found.items() if figure and figure[0].value}


@kept
def stages_by_sector(view: View, measure: Measure, lang: str) -> pd.DataFrame:
    """Models by sector and by step of the path. Columns: label, then one a step, as written; the last row is the total."""
    basis = funnel(view, measure, lang).basis
    by_stage = {stage: view.figures(measure, _of_step(view, stage, basis), ("term", "sector")) for stage in PATH}
    known = {stage: {f.dims["sector"]: f.amount for f in found} for stage, found in by_stage.items() if found}
    sectors = [sector for sector in SECTORS if any(sector in found for found in known.values())]
    lines = [
        [text(f"choices.sector.{sector}", lang), *(_cell(found.get(sector), lang) for found in known.values())]
        for sector in sectors
    ]
    if lines:
        lines.append(
            [text("charts.total.label", lang), *(total(found.values()).written(lang) for found in known.values())]
        )
    return pd.DataFrame(lines, columns=["label", *(text(f"choices.stage.{stage}", lang) for stage in known)])


def _cell(amount: Amount | None, lang: str) -> str:
    return amount.written(lang) if amount is not None else "–"
