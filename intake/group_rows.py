"""Match: whether a row of a table names a group of the rows below it: a Roman number, a spanning head, capitals."""

import re

from data_access.spelling import with_marks
from intake.headers import Match
from intake.layouts import View
from intake.row_kinds import is_roman, numbered_head

_HEADS = (
    "khối", "cụm", "nhóm", "phần", "mục", "lĩnh vực", "các", "cấp", "tập thể", "cá nhân", "quận", "huyện", "thành phố",
    "đơn vị",
)  # fmt: skip
_NO_HEADS = (
    "khối vận", "quận đoàn", "quận ủy", "huyện đoàn", "huyện ủy", "các tổ", "các hội", "tập thể cán bộ", "tập thể nữ",
)  # fmt: skip
_BODIES = ("đảng ủy", "chi bộ", "ubnd", "uỷ ban", "ủy ban", "hội ", "ban ", "công an", "trường ", "đoàn ", "mặt trận")
_UNIT = re.compile(r"(q|quận|h|huyện|tp|tx|thị xã|thành phố|p|phường|xã|đặc khu)( .|\d)")


def names_a_group(view: View, match: Match, row: int, label: str) -> bool:
    """Whether an unnumbered row names a group and holds nothing under the other columns."""
    cells = view.filled(row)
    if any(column in match.taken and value != label for column, value in cells):
        return False
    numbering = view.own(row, match.numbering) if match.numbering else None
    # «H. Củ Chi» is a Huyện, no group H.
    if is_roman(numbering) or (numbered_head(label) and not _UNIT.match(with_marks(label))):
        return True
    if len(cells) > 1:
        return False
    return _stands_out(view, match, (row, cells[0][0]), label)


def _stands_out(view: View, match: Match, spot: tuple[int, int], label: str) -> bool:
    (row, column), key = spot, with_marks(label)
    if any(top == row and left == column and right - left >= 2 for top, left, _, right in view.merges_in(row)):
        return True
    if match.dataset in ("summary", "targets"):
        a_unit = match.dataset == "summary" and column == match.fields.get("unit") and _UNIT.match(key)
        return label.isupper() and not a_unit
    if match.dataset == "training" and key.startswith("đối tượng"):
        return True
    if match.dataset == "commendations" and match.numbering is None and key.startswith(_BODIES):
        return False  # a body in capitals is commended
    return label.isupper() or (key.startswith(_HEADS) and not key.startswith(_NO_HEADS))
