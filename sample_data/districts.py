"""Read: the districts of Ho Chi Minh City that the illustrative workbooks are about."""

from __future__ import annotations

from dataclasses import dataclass

LAST_YEAR_BEFORE_MERGER = 2020
FIRST_YEAR, LAST_YEAR = 2011, 2025
TERMS = {"2010-2015": range(2011, 2016), "2015-2020": range(2016, 2021), "2020-2025": range(2021, 2026)}


@dataclass(frozen=True)
class District:
    """A district: its name, its size beside the others, its communes, and the years it reports for."""

    name: str
    weight: float
    communes: tuple[str, ...]
    first_year: int = FIRST_YEAR
    last_year: int = LAST_YEAR

    @property
    def kind(self) -> str:
        """The word that its name begins with: Quận, Huyện or TP."""
        return self.name.split()[0]

    @property
    def party_committee(self) -> str:
        """Its Party committee: «Quận ủy», «Huyện ủy», «Thành ủy Thủ Đức»."""
        return {"Quận": "Quận ủy", "Huyện": "Huyện ủy"}.get(self.kind, "Thành ủy Thủ Đức")

    @property
    def mark(self) -> str:
        """The end of its decisions' numbers."""
        return {"Quận": "QU", "Huyện": "HU"}.get(self.kind, "ThU")

    @property
    def years(self) -> range:
        """The years it reports for."""
        return range(self.first_year, self.last_year + 1)

    def reports_in(self, term: str) -> bool:
        """Whether it exists in the plan years of a Party term."""
        return any(year in self.years for year in TERMS[term])


def _wards(*names: str | int) -> tuple[str, ...]:
    return tuple(f"Phường {name}" for name in names)


def _villages(*names: str) -> tuple[str, ...]:
    return tuple(f"Xã {name}" for name in names)


DISTRICTS = (
    District("Quận 1", 1.5, _wards("Bến Nghé", "Bến Thành", "Cầu Kho", "Đa Kao", "Tân Định")),
    District(
        "Quận 2",
        0.7,
        _wards("An Khánh", "An Phú", "Bình Trưng Đông", "Cát Lái", "Thạnh Mỹ Lợi", "Thảo Điền"),
        last_year=2020,
    ),
    District("Quận 3", 1.3, _wards(1, 2, 3, 4, 5, 9, 10, 11, 12, 14)),
    District("Quận 4", 0.9, _wards(1, 2, 3, 4, 6, 8, 9, 10, 13, 15)),
    District("Quận 5", 1.0, _wards(1, 2, 4, 5, 6, 7, 9, 11, 13, 14)),
    District("Quận 6", 0.9, _wards(1, 2, 3, 5, 7, 8, 9, 11, 13, 14)),
    District(
        "Quận 7",
        1.0,
        _wards("Bình Thuận", "Phú Mỹ", "Phú Thuận", "Tân Hưng", "Tân Kiểng", "Tân Phong", "Tân Quy"),
    ),
    District("Quận 8", 1.0, _wards(1, 2, 4, 5, 6, 7, 9, 11, 14, 15, 16)),
    District(
        "Quận 9",
        0.8,
        _wards("Hiệp Phú", "Long Bình", "Long Phước", "Long Trường", "Phú Hữu", "Phước Bình"),
        last_year=2020,
    ),
    District("Quận 10", 1.1, _wards(1, 2, 4, 5, 8, 9, 10, 12, 13, 14, 15)),
    District("Quận 11", 0.8, _wards(1, 2, 3, 5, 7, 8, 10, 11, 14, 15)),
    District(
        "Quận 12",
        1.1,
        _wards("An Phú Đông", "Hiệp Thành", "Tân Thới Hiệp", "Thạnh Lộc", "Thạnh Xuân", "Thới An"),
    ),
    District(
        "Quận Bình Tân",
        1.2,
        _wards("An Lạc", "An Lạc A", "Bình Hưng Hòa", "Bình Trị Đông", "Tân Tạo", "Tân Tạo A"),
    ),
    District("Quận Bình Thạnh", 1.4, _wards(1, 2, 3, 5, 6, 7, 11, 12, 13, 15, 17, 19, 22, 25, 27)),
    District("Quận Gò Vấp", 1.2, _wards(1, 3, 5, 6, 8, 9, 10, 11, 12, 14, 16, 17)),
    District("Quận Phú Nhuận", 0.9, _wards(1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 15, 17)),
    District("Quận Tân Bình", 1.3, _wards(1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 13, 15)),
    District(
        "Quận Tân Phú",
        1.0,
        _wards("Hiệp Tân", "Hòa Thạnh", "Phú Thạnh", "Phú Trung", "Sơn Kỳ", "Tân Quý", "Tây Thạnh"),
    ),
    District(
        "Quận Thủ Đức",
        1.0,
        _wards("Bình Chiểu", "Bình Thọ", "Linh Đông", "Linh Tây", "Linh Xuân", "Tam Phú"),
        last_year=2020,
    ),
    District(
        "TP Thủ Đức",
        1.9,
        _wards(
            "An Khánh",
            "Cát Lái",
            "Thảo Điền",
            "Hiệp Phú",
            "Long Bình",
            "Phú Hữu",
            "Bình Thọ",
            "Linh Xuân",
            "Tam Phú",
        ),
        first_year=2021,
    ),
    District(
        "Huyện Bình Chánh",
        1.1,
        _villages("An Phú Tây", "Bình Hưng", "Bình Lợi", "Đa Phước", "Hưng Long", "Tân Kiên"),
    ),
    District(
        "Huyện Cần Giờ",
        0.6,
        _villages("An Thới Đông", "Bình Khánh", "Long Hòa", "Lý Nhơn", "Tam Thôn Hiệp", "Thạnh An"),
    ),
    District(
        "Huyện Củ Chi",
        1.3,
        _villages("An Nhơn Tây", "Bình Mỹ", "Hòa Phú", "Nhuận Đức", "Phước Thạnh", "Thái Mỹ", "Trung An"),
    ),
    District(
        "Huyện Hóc Môn",
        1.0,
        _villages("Đông Thạnh", "Nhị Bình", "Tân Hiệp", "Tân Xuân", "Thới Tam Thôn", "Trung Chánh"),
    ),
    District(
        "Huyện Nhà Bè",
        0.7,
        _villages("Hiệp Phước", "Long Thới", "Nhơn Đức", "Phú Xuân", "Phước Kiển", "Phước Lộc"),
    ),
)
BY_NAME = {district.name: district for district in DISTRICTS}


def districts_in(term: str) -> list[District]:
    """The districts that exist in the plan years of a Party term, in official order."""
    return [district for district in DISTRICTS if district.reports_in(term)]


def term_of(year: int) -> str:
    """The Party term whose plan years hold a year."""
    return next(term for term, years in TERMS.items() if year in years)
