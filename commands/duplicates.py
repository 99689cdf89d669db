"""``duplicates`` and ``merge``."""

import argparse
from typing import TYPE_CHECKING, Any

from commands.acting import acting
from commands.speaking import Refusal, language, print_json, say
from locales import text
from work import start

if TYPE_CHECKING:
    from work.duplicates import Pair, Side


def run_duplicates(arguments: argparse.Namespace) -> int:
    """List the pairs of models that look like one, unit by unit, the likeliest first."""
    from work.duplicates import all_proposals, pairs_of

    database = start.database()
    found = all_proposals(database)
    if arguments.unit:
        reference = start.reference()
        asked = {unit.id for unit in reference.with_code(arguments.unit)} | ({arguments.unit} & reference.units.keys())
        if not asked:
            raise Refusal("unknown_unit", code=arguments.unit)
        found = [each for each in found if asked.intersection(each.units)]
    pairs = pairs_of(database, found)
    if arguments.json:
        print_json([_as_object(pair) for pair in pairs])
        return 0
    for pair in pairs:
        print(_line(pair))
    if not pairs:
        print(say("duplicates.none"))
    return 0


def _as_object(pair: "Pair") -> dict[str, Any]:
    return {
        "score": pair.proposal.score,
        "evidence": [each.code for each in pair.proposal.evidence],
        "models": [_side(side) for side in pair.sides],
    }


def _side(side: "Side") -> dict[str, Any]:
    newest = side.newest
    rows = [
        {"year": row["report_year"], "term": row["term"], "file": row["file_name"], "sheet": row["sheet"],
         "row": row["source_row"], "upload": row["brought_by"]}
        for row in side.rows
    ]  # fmt: skip
    return {
        "key": side.key,
        "unit": side.unit.partition("@")[0],
        "name": newest["name"],
        "implementing_body": newest["implementing_body"],
        "model_code": newest["model_code"],
        "rows": rows,
    }


def _line(pair: "Pair") -> str:
    units = start.reference().units
    first, second = pair.sides
    return say(
        "duplicates.line",
        score=pair.proposal.score,
        first=f"{first.newest['name']} ({units[first.unit].name})",
        second=f"{second.newest['name']} ({units[second.unit].name})",
        first_key=first.key,
        second_key=second.key,
    )


def run_merge(arguments: argparse.Namespace) -> int:
    """Make two models one, the first staying; or remember that they are two."""
    from work.duplicates import kept_two, merged

    decide = kept_two if arguments.apart else merged
    database = start.database()
    upload = decide(database, acting(database, arguments.account), arguments.gone, arguments.kept)
    if upload is None:
        raise Refusal("merge.nothing", exit_code=1)
    if arguments.json:
        print_json({"upload": upload, "kind": "apart" if arguments.apart else "merge"})
    else:
        kind = text(f"history.kind.{'apart' if arguments.apart else 'merge'}", language())
        print(say("merge.done", kind=kind, upload=upload))
    return 0
