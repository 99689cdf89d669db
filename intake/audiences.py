"""Match: heads that only say for whom something was held: «Đối tượng: hội viên phụ nữ» names no subject of its own."""

import re

_PEOPLE = re.compile(
    r"\b(hoi vien|doan vien|dang vien|ho (dan|ngheo|gia dinh)|hdnd|quoc hoi|ton giao|lao dong|cau lac bo|clb)\b"
)


def names_an_audience(head: str) -> bool:
    """Whether a head says whom what stands below it was held for: «Đối tượng: cán bộ»."""
    return re.match(r"doi tuong\b", head) is not None


def without_audience(head: str) -> str:
    """A head without the people for whom something was held, where it names them as such."""
    return _PEOPLE.sub("", head) if names_an_audience(head) else head
