"""Show: what Python and the system say in English about a wrong command or an unreachable file, in the language of the rest."""

import errno
import re

from commands.speaking import say

# What argparse says, in its versions of Python 3.11 to 3.14, and the sentence it becomes; what is not here stays as it is.
_OF_ARGUMENTS = (
    (r"the following arguments are required: (?P<names>.+)", "missing"),
    (r"one of the arguments (?P<names>.+) is required", "missing_one_of"),
    (r"unrecognized arguments: (?P<names>.+)", "unknown"),
    (
        r"argument (?:verb|action): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.+)\)",
        "unknown_command",
    ),
    (r"argument (?P<name>.+?): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<choices>.+)\)", "unknown_choice"),
    (r"argument (?P<name>.+?): expected (?:one|at least one|at most one|\d+) arguments?", "no_value"),
    (r"argument (?P<name>.+?): invalid int value: '?(?P<value>.*?)'?", "not_a_number"),
    (r"argument (?P<name>.+?): ignored explicit argument '?(?P<value>.*?)'?", "takes_no_value"),
    (r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)", "not_together"),
    (r"ambiguous option: (?P<value>.+?) could match (?P<choices>.+)", "ambiguous"),
)
_OF_THE_SYSTEM = {
    errno.ENOENT: "not_found",
    errno.EACCES: "not_permitted",
    errno.EPERM: "not_permitted",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EBUSY: "busy",
    errno.ETXTBSY: "busy",
    errno.EAGAIN: "busy",
    errno.EROFS: "read_only",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "no_folder",
    errno.EEXIST: "exists",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EINVAL: "not_a_name",
    errno.EIO: "disk_broken",
    errno.EMFILE: "too_many_files",
    errno.ENOMEM: "no_memory",
}
# A file that another program holds open, in the numbers of Windows.
_OF_WINDOWS = {5: "not_permitted", 32: "busy", 33: "busy", 112: "disk_full"}


def argument_words(said: str) -> str:
    """What is wrong with the words of a command."""
    for pattern, key in _OF_ARGUMENTS:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            return say(f"argument.{key}", **{name: _plain(words) for name, words in found.groupdict().items()})
    return said


def system_words(error: OSError) -> str:
    """Why a file could not be read or written."""
    key = _OF_WINDOWS.get(getattr(error, "winerror", 0) or 0) or _OF_THE_SYSTEM.get(error.errno or 0)
    why = say(f"system.{key}") if key else say("system.other", number=error.errno or 0, detail=error.strerror or "")
    name = str(error.filename or "")
    return say("os_error", name=name, detail=why) if name else why[:1].upper() + why[1:]


def _plain(words: str) -> str:
    return words.replace("'", "")
