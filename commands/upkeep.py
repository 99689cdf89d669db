"""``sample``, ``check``, ``backup`` and ``restore``."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands.speaking import Refusal, language, print_json, say
from locales import number, text
from work import start

if TYPE_CHECKING:
    from data_access.backup_files import Manifest


def run_sample(arguments: argparse.Namespace) -> int:
    """Load the sample workbooks."""
    from work.sample import load_sample

    upload = load_sample(start.database())
    print(say("sample.done", upload=upload) if upload else say("sample.unchanged"))
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Hold the database against what must always be true; 1 where something is not."""
    from work.soundness import checked, fault_text

    found = checked(start.database())
    if arguments.json:
        told = [{"code": code, "message": fault_text((code, params), language()), **params} for code, params in found]
        print_json({"sound": not found, "findings": told})
    else:
        for finding in found:
            print(fault_text(finding, language()))
        print(say("check.sound") if not found else say("check.unsound", count=len(found)))
    return 1 if found else 0


def run_backup(arguments: argparse.Namespace) -> int:
    """Write a backup and prove that it can be restored."""
    from work.backup import back_up, back_up_nightly

    if arguments.nightly and arguments.file:
        raise Refusal("backup_nightly_alone")
    path = Path(arguments.file) if arguments.file else None
    made = back_up_nightly(start.database()) if arguments.nightly else back_up(start.database(), path)
    if made is None:
        print_json({"file": None}) if arguments.json else print(_said("made_already"))
        return 0
    if arguments.json:
        print_json({"file": str(made.path), **_summary(made.manifest)})
        return 0
    print(_said("made", file=made.path, **_numbers(made.manifest)))
    if made.manifest.findings:
        print(_said("made_unsound", count=made.manifest.findings))
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Put a backup in the place of the database."""
    from work.backup import restore

    restored = restore(Path(arguments.file), over=arguments.over)
    if arguments.json:
        kept = str(restored.kept) if restored.kept else None
        print_json({"restored": True, "kept": kept, **_summary(restored.manifest)})
        return 0
    print(_said("restored", file=arguments.file, **_numbers(restored.manifest)))
    if restored.kept:
        print(_said("kept_before", file=restored.kept))
    return 0


def _said(key: str, **params: object) -> str:
    return text(f"backup.{key}", language(), **params)


def _numbers(manifest: "Manifest") -> dict[str, object]:
    return {"version": manifest.version, "rows": number(manifest.rows, language())}


def _summary(manifest: "Manifest") -> dict[str, object]:
    return {
        "version": manifest.version,
        "schema": manifest.schema,
        "made_at": manifest.made_at,
        "database": manifest.database,
        "findings": manifest.findings,
        "tables": {name: table.rows for name, table in manifest.tables.items()},
    }
