"""Read: writes every sample workbook anew: ``python -m sample_data.write_samples [FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from sample_data import lists, summaries
from sample_data.invention import invent
from sample_data.press import write_press

_WRITERS = (
    summaries.write_terms,
    summaries.write_year_form,
    summaries.write_two_level_form,
    summaries.write_years,
    summaries.write_targets,
    lists.write_models,
    lists.write_model_lists,
    lists.write_trainings,
    lists.write_printed_trainings,
    lists.write_commendations,
    lists.write_annex,
)


def write_samples(folder: Path) -> None:
    """Write all sample workbooks into a folder."""
    world = invent()
    write_press(folder)
    for write in _WRITERS:
        write(folder, world)


if __name__ == "__main__":
    write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
