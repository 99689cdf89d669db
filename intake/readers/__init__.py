"""Read, inside the worker process only: one module for each way a workbook is stored."""

from importlib import import_module
from types import ModuleType

_READERS = {"xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls", "ods": "ods", "csv": "delimited"}


def reader_of(kind: str) -> ModuleType:
    """The module whose ``read`` gives the sheets of a kind of file; no other one is imported."""
    return import_module(f"intake.readers.{_READERS[kind]}")
