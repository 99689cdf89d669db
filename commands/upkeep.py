"""``sample`` and ``check``."""

import argparse

from commands.speaking import print_json, say
from work import start


def run_sample(arguments: argparse.Namespace) -> int:
    """Load the sample workbooks."""
    from work.sample import load_sample

    upload = load_sample(start.database())
    print(say("sample.done", upload=upload) if upload else say("sample.unchanged"))
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Hold the database against what must always be true; 1 where something is not."""
    from work.uploads import findings

    found = findings(start.database())
    if arguments.json:
        print_json({"sound": not found, "findings": [{"code": code, **params} for code, params in found]})
    else:
        for code, params in found:
            print(
                say(
                    "check.finding",
                    code=code,
                    params=", ".join(f"{name}={value}" for name, value in params.items()),
                )
            )
        print(say("check.sound") if not found else say("check.unsound", count=len(found)))
    return 1 if found else 0
