"""Compare: sheets that say again what another sheet of the import says: an aggregate beside its parts is never added."""

from collections import defaultdict
from collections.abc import Iterable

from data_access.change_sets import Duplicate

_SEVERAL = 3


def told_apart(duplicates: Iterable[Duplicate]) -> tuple[list[Duplicate], list[list[Duplicate]]]:
    """The repeated rows to tell of one by one, and those that one sheet repeats of another in such number that it sums it up."""
    found = list(duplicates)
    pairs: dict[tuple[int, str, int, str], list[Duplicate]] = defaultdict(list)
    for each in found:
        if not each.is_conflict:
            pairs[each.second.file, each.second.sheet, each.first.file, each.first.sheet].append(each)
    repeated = [group for group in pairs.values() if len(group) >= _SEVERAL and _of_two_sheets(group)]
    together = {id(each) for group in repeated for each in group}
    return [each for each in found if id(each) not in together], repeated


def _of_two_sheets(group: list[Duplicate]) -> bool:
    first, second = group[0].first, group[0].second
    return (first.file, first.sheet) != (second.file, second.sheet)
