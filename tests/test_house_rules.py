"""Every step: how the code is laid out: who imports whom, how long things are, what they are called."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.source_code import PACKAGES, ROOT, Source, all_files, body_lines, sources

OWN = {*PACKAGES, *(path.stem for path in ROOT.glob("*.py"))}
MEANINGS = {
    "columns",
    "numbered_texts",
    "periods",
    "records",
    "reference",
    "row_tables",
    "spelling",
    "term_days",
    "vocabulary",
}  # of data_access: no database needed
MAY_IMPORT = {
    "settings": set(),
    "locales": set(),
    "data_access": {"settings", "locales"},
    "intake": {"data_access"},
    "reports": {"data_access", "locales"},
    "work": {"data_access", "intake", "reports", "locales", "settings"},
    "ui": {"work", "reports", "data_access", "locales"},
    "web": {"work", "locales", "settings"},
    "pages": {"work", "ui", "reports", "data_access", "locales"},
    "commands": {"work", "reports", "data_access", "intake", "locales", "settings"},
    "dashboard": {"work", "ui", "web", "reports"},
    "cli": {"commands", "work"},
    "sample_data": set(),
}
OF_DATA_ACCESS = {  # where a package may import data_access, only these modules of it
    "intake": MEANINGS,
    "reports": MEANINGS | {"measures", "selection", "bounds"},
    "ui": MEANINGS | {"measures", "selection", "bounds", "errors", "places"},
    "pages": MEANINGS | {"measures", "selection", "bounds", "errors"},
}
WITH_STREAMLIT = {"ui", "pages", "dashboard", "web"}
IN_THE_WORKER = ("intake/worker.py", "intake/readers/")
SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|WITH\s+\S+\s+AS\s|PRAGMA\s"
    r"|(CREATE|ALTER|DROP)\s+(UNIQUE\s+|TEMPORARY\s+)?(TABLE|INDEX|VIEW)\s)"
)
NO_STATEMENTS = {"Connection", "Column"}  # of sqlalchemy: what they are handed or describe, not what they ask
BANNED = {"utils", "helpers", "common", "core", "base", "misc", "manager", "handler", "service"}
BANNED_STARTS = ("do_", "get_data", "process_data")
LONGEST_FUNCTION, LONGEST_FILE, LONGEST_PAGE, MOST_PARAMETERS = 40, 250, 80, 4
BROUGHT_ALONG = {
    "numpy": "pandas",
    "starlette": "streamlit",
    "websockets": "streamlit",
    "uvicorn": "streamlit",
    "pydantic": "sqlmodel",
    "protobuf": "streamlit",
    "requests": "streamlit",
    "itsdangerous": "streamlit",
    "anyio": "streamlit",
    "pillow": "streamlit",
}
NOT_YET = {  # used by files that are still to come
    "kaleido": "reports/pictures.py",
    "playwright": "tests/browser/conftest.py",
    "httpx": "tests/test_shell.py",
}
NAMED_NOT_IMPORTED = {
    "psycopg": "postgresql+psycopg",
    "ruff": "ruff check",
    "mypy": "mypy",
    "httpx": "starlette.testclient",
    "pytest-xdist": "-n auto",
    "pip-audit": "-m pip_audit",
    "uvloop": "uvloop.Loop",
    "orjson": "orjson.loads",
}


def _migration(source: Source) -> bool:
    return source.path.startswith("data_access/migrations/")


def test_packages_import_only_what_stands_before_them() -> None:
    wrong = []
    for source in sources():
        allowed = MAY_IMPORT.get(source.package, OWN) | {source.package}
        wrong += [
            f"{source.path} imports {module}"
            for module, _ in source.imports()
            if module.split(".")[0] in OWN and module.split(".")[0] not in allowed
        ]
    assert wrong == []


def test_what_needs_no_database_takes_only_meanings_from_data_access() -> None:
    wrong = []
    for source in sources():
        if source.package not in OF_DATA_ACCESS:
            continue
        for module, name in source.imports():
            parts = module.split(".")
            taken = parts[1] if len(parts) > 1 else name
            if parts[0] == "data_access" and taken not in OF_DATA_ACCESS[source.package]:
                wrong.append(f"{source.path} imports data_access.{taken}")
    assert wrong == []


def test_nobody_imports_a_page() -> None:
    assert [s.path for s in sources(tests=True) for module, _ in s.imports() if module.split(".")[0] == "pages"] == []


def test_streamlit_stays_on_the_screen() -> None:
    using = [s for s in sources() if any(module.split(".")[0] == "streamlit" for module, _ in s.imports())]

    assert [source.path for source in using if source.package not in WITH_STREAMLIT] == []


def test_workbooks_are_opened_in_the_worker_only() -> None:
    wrong = []
    for source in sources():
        if source.path.startswith(IN_THE_WORKER):
            continue
        modules = {module.split(".")[0] for module, _ in source.imports()}
        wrong += [f"{source.path} imports {module}" for module in modules & {"python_calamine", "xlrd"}]
        # A marked workbook is written over the person's own, so the one that marks has to open it.
        if "openpyxl" in modules and not source.path.startswith("intake/mark"):
            wrong += [f"{source.path} opens a workbook" for _ in source.calls("load_workbook")]
    assert wrong == []


def test_functions_files_and_pages_stay_short() -> None:
    long = []
    for source in sources():
        if _migration(source):
            continue
        lines = source.text.count("\n")
        limit = LONGEST_PAGE if source.package == "pages" else LONGEST_FILE
        if lines > limit:
            long.append(f"{source.path} has {lines} lines")
        long += [
            f"{source.path} {function.name} has {body_lines(function)} lines"
            for function in source.functions()
            if body_lines(function) > LONGEST_FUNCTION
        ]
    assert long == []


def test_functions_take_few_positional_parameters_and_annotate_all() -> None:
    wrong = []
    for source in sources():
        for function in source.functions():
            if _migration(source):
                continue
            positional = [
                a.arg for a in (*function.args.posonlyargs, *function.args.args) if a.arg not in ("self", "cls")
            ]
            every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            if len(positional) > MOST_PARAMETERS:
                wrong.append(f"{source.path} {function.name} takes {len(positional)} positional parameters")
            if function.returns is None or any(a.annotation is None for a in every if a.arg not in ("self", "cls")):
                wrong.append(f"{source.path} {function.name} is not annotated")
    assert wrong == []


def test_every_module_begins_by_saying_what_it_is_for() -> None:
    wrong = [
        source.path
        for source in sources(tests=True)
        if not ast.get_docstring(source.tree) or not source.text.startswith(('"""', "#!"))
    ]
    assert wrong == []


def test_every_function_that_another_file_imports_has_a_docstring() -> None:
    taken = {(module, name) for source in sources() for module, name in source.imports()}
    wrong = [
        f"{source.path} {node.name}"
        for source in sources()
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and (source.module, node.name) in taken
        and not ast.get_docstring(node)
    ]
    assert wrong == []


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_names_say_something() -> None:
    names = [(s.path, Path(s.path).stem) for s in sources(tests=True)]
    for source in sources():
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        names += [(source.path, node.name) for node in source.nodes if isinstance(node, kinds)]

    assert [(path, name) for path, name in names if _words(name) & BANNED or name.startswith(BANNED_STARTS)] == []


def test_no_page_is_named_like_something_importable() -> None:
    pages = {Path(s.path).stem for s in sources() if s.package == "pages"} - {"_router"}

    assert pages & (set(sys.stdlib_module_names) | set(packages_distributions()) | OWN) == set()


def _builds_text(node: ast.expr) -> bool:
    """Whether an expression puts a string together from values."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        mod = isinstance(node.op, ast.Mod)
        return mod or (isinstance(node.op, ast.Add) and (_builds_text(node.left) or _builds_text(node.right)))
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def test_no_value_is_written_into_sql() -> None:
    wrong = []
    for source in sources():
        aliases = {
            alias.asname or alias.name
            for node in source.nodes
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
            for alias in node.names
            if alias.name == "text"
        }
        wrong += [f"{source.path}:{c.lineno}" for c in source.calls(*aliases) if c.args and _builds_text(c.args[0])]
    assert wrong == []


def test_only_data_access_holds_sql() -> None:
    wrong = []
    for source in sources():
        if source.package == "data_access":
            continue
        wrong += [
            f"{source.path}:{node.lineno} holds a statement"
            for node in source.nodes
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)
        ]
        asks = source.calls("execute", "exec_driver_sql", "scalar", "scalars")
        wrong += [f"{source.path}:{call.lineno} runs a statement" for call in asks]
        wrong += [
            f"{source.path} imports {name or 'all'} of {module}"
            for module, name in source.imports()
            if module.split(".")[0] in ("sqlalchemy", "sqlmodel", "sqlite3", "psycopg") and name not in NO_STATEMENTS
        ]
    assert wrong == []


def test_nothing_of_a_machine_or_a_workplace_is_committed() -> None:
    # Each in two parts, so that this file is not its own finding.
    marks = ["/" + rest for rest in ("work" + "/", "root" + "/", "home" + "/")] + [
        ".lib" + "rary",
        "pypi" + "-more",
        "helper" + " session",
        "C:" + "\\Users",
    ]
    wrong = []
    for path in all_files():
        if path.suffix in (".xlsx", ".png", ".woff2", ".jpg", ".db"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        wrong += [f"{path.relative_to(ROOT)} holds {mark}" for mark in marks if mark in text]
    assert wrong == []


def _required(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {re.split(r"[\[=<>~!;]", line)[0].strip().lower() for line in lines if line and line[0] not in "#-"}


def _imported(*, tests: bool) -> set[str]:
    """The distributions that the code imports, ours and the standard library left out."""
    known = packages_distributions()
    modules = {module.split(".")[0] for s in sources(tests=tests) for module, _ in s.imports()}
    outside = modules - OWN - set(sys.stdlib_module_names) - {"tests", "benchmarks", "__future__"}
    return {known[module][0].lower() for module in outside if module in known}


def _is_named(distribution: str) -> bool:
    """Whether a package that nothing imports is asked for by name: a database driver, a tool of the gate."""
    if distribution in NOT_YET and not (ROOT / NOT_YET[distribution]).exists():
        return True
    phrase = NAMED_NOT_IMPORTED.get(distribution)
    if phrase is None:
        return False
    texts = [s.text for s in sources(tests=True) if s.path != "tests/test_house_rules.py"]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / ".ci").iterdir()]
    return any(phrase in text for text in texts)


def test_requirements_name_what_is_imported() -> None:
    missing = _imported(tests=False) - _required("requirements.txt")

    assert {name for name in missing if BROUGHT_ALONG.get(name) not in _required("requirements.txt")} == set()
    assert _imported(tests=True) - _required("requirements.txt") - _required("requirements-dev.txt") <= set(
        BROUGHT_ALONG
    )


def test_every_requirement_is_used() -> None:
    idle = {name for name in _required("requirements.txt") - _imported(tests=False) if not _is_named(name)}
    idle_in_tests = {name for name in _required("requirements-dev.txt") - _imported(tests=True) if not _is_named(name)}

    assert (idle, idle_in_tests) == (set(), set())


def test_every_requirement_is_pinned_and_its_licence_told() -> None:
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line[0] not in "#-"]
        assert [
            line for line in lines if not re.fullmatch(r'[\w.-]+(\[\w+\])?==[\w.]+(; sys_platform != "win32")?', line)
        ] == []
        assert [required for required in _required(name) if required not in told] == []
