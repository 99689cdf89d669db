"""Compare, tested: models that were reported twice are proposed with what speaks for it, and others are left alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest

from data_access.database import Database
from data_access.duplicates import Proposal, _portions, compared_models, proposals, sketches
from data_access.keys import model_key
from data_access.merge_decisions import decide
from data_access.model_names import differing, likeness, model_name
from data_access.reference import Succession
from data_access.spelling import without_marks
from sample_data.wording import MODEL_NAMES
from tests.reference_units import reference
from tests.row_builders import Row, a_model, committed, models
from work.duplicates import all_proposals

COMMUNE = "27139@2025-07-01"
NAMES = [name for names in MODEL_NAMES.values() for name in names]
BODIES = [f"UBND Phường {number}" for number in range(1, 9)]
SHORT = (("Khu phố", "KP"), ("Câu lạc bộ", "CLB"), ("an ninh trật tự", "ANTT"), ("an toàn giao thông", "ATGT"))


def proposed(*rows: Row) -> list[Proposal]:
    """The proposals for these rows, each stored under its own key."""
    return compared_models(sketches({**a_model(), **_whole(row)} for row in rows), reference())


def _whole(row: Row) -> Row:
    unsaid = {"sector": "unspecified", "owner_kind": "collective", "start_year": None, "model_code": None}
    whole = {**unsaid, "decision_no": None, "namesake": 1, **row}
    return {**whole, "model_key": model_key(whole)}


def codes(proposal: Proposal) -> list[str]:
    """What speaks for a proposal, and against it."""
    return [("-" if each.against else "") + each.code for each in proposal.evidence]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Tuyến hẻm xanh - sạch - đẹp", "“Tuyến hẻm xanh, sạch, đẹp”", 1.0),
        ("Mô hình Dân vận khéo: Khu phố không rác", "Khu phố không rác", 1.0),
        ("Khu phố không rác", "KHU PHO KHONG RAC", 1.0),
        ("Khu phố không rác", "KP không rác", 1.0),
        ("CLB gia đình hạnh phúc", "Câu lạc bộ gia đình hạnh phúc", 1.0),
        ("Hoà giải ở cơ sở", "Hòa giải ở cơ sở", 1.0),
        ("Hẻm 5 không rác", "Hẻm 6 không rác", 0.0),
        ("", "Hẻm xanh", 0.0),
    ],
)
def test_names_are_alike_whatever_their_spelling_and_never_with_other_numbers(
    one: str, other: str, alike: float
) -> None:
    assert likeness(model_name(one), model_name(other)) == likeness(model_name(other), model_name(one)) == alike


def test_a_word_instead_of_another_tells_more_than_a_word_more() -> None:
    name = model_name("Tổ phụ nữ tự quản bảo vệ môi trường")
    more = likeness(name, model_name("Tổ phụ nữ tự quản bảo vệ môi trường xanh"))
    instead = likeness(name, model_name("Tổ thanh niên tự quản bảo vệ môi trường"))

    assert more > 0.9 and instead < 0.74


def test_the_words_that_differ_are_marked() -> None:
    assert differing("Khu phố  không rác", "Khu phố không rác thải") == [
        ("Khu", False), ("phố", False), ("không", False), ("rác", False)
    ]  # fmt: skip
    assert differing("Hẻm xanh, sạch", "Ngõ xanh sạch") == [("Hẻm", True), ("xanh,", False), ("sạch", False)]


def test_a_model_that_came_again_the_next_year_in_other_spelling_is_proposed_with_its_evidence() -> None:
    first = a_model("Tuyến hẻm xanh - sạch - đẹp", report_year=2022, sector="culture_society")
    second = a_model("TUYEN HEM XANH SACH DEP", report_year=2023, sector="culture_society")
    (found,) = proposed(first, second, a_model("Khu phố không rác"))

    assert {*found.keys} == {model_key(first), model_key(second)}
    assert codes(found) == ["name", "body_same", "next_year", "sector_same"]
    assert (found.evidence[0].number, found.score) == (100, 99)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"implementing_body": "UBND Phường 1"}, {"implementing_body": "UBND Phường 2"}),
        ({"implementing_body": "Hội Phụ nữ Phường 1"}, {"implementing_body": "Đoàn Thanh niên Phường 1"}),
        ({"model_code": "1"}, {"model_code": "2"}),
        ({"owner_kind": "household", "implementing_body": ""}, {"owner_kind": "household", "implementing_body": "", "namesake": 2}),
        ({"unit": "770"}, {"unit": "760"}),
    ],
    ids=["two bodies", "two bodies of one place", "two codes", "two families", "two districts"],
)  # fmt: skip
def test_one_name_alone_makes_no_duplicate(first: Row, second: Row) -> None:
    assert proposed(a_model("Hẻm xanh", **first), a_model("Hẻm xanh", **second)) == []


def test_a_body_left_out_is_no_proof_where_several_bodies_have_the_model() -> None:
    one, blank = a_model("Hẻm xanh"), a_model("Hẻm xanh", implementing_body="", report_year=2024)
    assert [codes(each)[1] for each in proposed(one, blank)] == ["-body_unknown"]
    assert proposed(one, a_model("Hẻm xanh", implementing_body="UBND Phường 2"), blank) == []


def test_a_code_given_later_does_not_hide_that_it_is_the_same_model() -> None:
    (found,) = proposed(a_model("Hẻm xanh"), a_model("Hẻm xanh", report_year=2024, model_code="Q3-01"))
    assert codes(found) == ["name", "body_same", "next_year", "code_once"]


def test_a_district_and_the_commune_after_it_are_compared_where_the_body_is_the_commune() -> None:
    district = a_model("Tổ công nghệ số cộng đồng", report_year=2024, implementing_body="UBND phường Xuân Hòa")
    commune = a_model("Tổ công nghệ số cộng đồng", report_year=2025, unit=COMMUNE, implementing_body="")
    (found,) = proposed(district, commune)

    assert (found.units, codes(found)) == (("770", COMMUNE), ["name", "succession", "body_names_unit", "next_year"])


def test_between_district_and_commune_a_common_name_is_not_enough() -> None:
    district = a_model("Tổ công nghệ số cộng đồng", report_year=2024, implementing_body="")
    communes = [
        a_model("Tổ công nghệ số cộng đồng", report_year=2025, unit=unit, implementing_body="")
        for unit in (COMMUNE, "27142@2025-07-01")
    ]
    assert len(proposed(district, communes[0])) == 1
    assert proposed(district, *communes) == []


def test_a_province_and_a_district_are_compared_where_the_provinces_list_names_the_district() -> None:
    listed = a_model("Khu phố không rác", unit="79", implementing_body="Quận ủy Quận 3")
    own = a_model("Khu phố không rác", implementing_body="")
    other = a_model("Khu phố không rác", unit="760", implementing_body="")

    assert [each.units for each in proposed(listed, own, other)] == [("79", "770")]


def test_what_a_person_decided_is_not_proposed_again(database: Database) -> None:
    rows = [a_model(name, report_year=year) for name, year in (("Hẻm xanh", 2022), ("Hem xanh", 2023), ("HẺM XANH!", 2024))]  # fmt: skip
    committed(database, models(*rows))

    assert len(all_proposals(database)) == 1
    assert decide(database, "different", *map(model_key, rows[:2]), by="") == 2
    assert all_proposals(database) == []
    committed(database, models(a_model("Hẻm xnah", report_year=2021)))
    assert len(all_proposals(database)) == 2  # the new spelling may be either of them


@pytest.mark.parametrize(("at_once", "portions"), [(1, 2), (7, 2), (10, 1)])
def test_many_models_are_gone_through_in_portions_that_part_no_relatives(
    database: Database, at_once: int, portions: int
) -> None:
    units = ["770", COMMUNE, "768", "001", "002"]  # two of one province, one of them since 2025, then two of another
    rows = [a_model(name, unit=unit, report_year=2022 + at) for unit in units for at, name in enumerate(("Hẻm xanh", "Hem xanh"))]  # fmt: skip
    committed(database, models(*rows))
    stored = sorted((_whole(row) for row in rows), key=lambda row: str(row["model_key"]))
    whole = [(each.keys, each.score) for each in compared_models(sketches(stored), reference())]

    assert whole and [(p.keys, p.score) for p in proposals(database, reference(), at_once=at_once)] == whole
    apart = _portions(dict.fromkeys(units, 2), reference(), at_once)
    together = [["001", "002"], sorted(units[:3])]
    assert list(map(sorted, apart)) == (together if portions == 2 else [sorted(units)])


class _Meanwhile(list[Succession]):
    """Successions; whenever somebody goes through them, somebody else writes."""

    def __init__(self, found: list[Succession], write: Callable[[], object]) -> None:
        super().__init__(found)
        self._write = write

    def __iter__(self) -> Iterator[Succession]:
        self._write()
        return super().__iter__()


def test_nobody_who_writes_waits_while_models_are_compared(database: Database) -> None:
    committed(database, models(a_model("Hẻm xanh", report_year=2022), a_model("Hem xanh", report_year=2023)))
    others = iter([models(a_model(name, report_year=2024)) for name in ("Tổ tự quản", "Đường hoa", "Bếp ấm")])
    looked = replace(
        reference(), successors=_Meanwhile(reference().successors, lambda: committed(database, next(others)))
    )

    assert len(proposals(database, looked)) == 1
    assert database.version() == 3  # once before the models were read, once while they were compared


def misspelt(draw: Random, name: str) -> str:
    """A name as another secretary would write it."""
    for long, short in SHORT:
        if draw.random() < 0.5:
            name = name.replace(long, short).replace(long.lower(), short)
    ways = [
        without_marks,
        str.upper,
        lambda said: f"Mô hình “{said}”",
        lambda said: said.replace(" - ", ", "),
        lambda said: f"{said} ",
        lambda said: f"Dân vận khéo {said}",
        lambda said: _slip(draw, said),
    ]
    for way in draw.sample(ways, draw.choice((1, 1, 2))):
        name = way(name)
    return name


def _slip(draw: Random, name: str) -> str:
    words = name.split()
    at = max(range(len(words)), key=lambda n: (len(words[n]), draw.random()))
    letters = list(words[at])
    place = draw.randrange(1, len(letters) - 1) if len(letters) > 3 else 0
    if place:
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    words[at] = "".join(letters)
    return " ".join(words)


def test_almost_all_planted_duplicates_are_found_and_almost_nothing_else() -> None:
    draw = Random(7)
    rows: list[Row] = []
    planted = set()
    for unit in ("770", "760", "765", "774"):
        for body in BODIES:
            for name in draw.sample(NAMES, 14):
                row = a_model(name, unit=unit, implementing_body=body, report_year=2022)
                rows.append(row)
                if draw.random() < 0.25:
                    said = body.replace("UBND Phường ", draw.choice(("UBND P.", "Ủy ban nhân dân phường ", "Phường ")))
                    again = a_model(misspelt(draw, name), unit=unit, implementing_body=said, report_year=2023)
                    if model_key(again) != model_key(row):
                        rows.append(again)
                        planted.add(frozenset((model_key(row), model_key(again))))
    found = {frozenset(each.keys) for each in proposed(*rows)}
    recall, precision = len(found & planted) / len(planted), len(found & planted) / len(found)
    print(f"{len(planted)} planted, {len(found)} found: recall {recall:.3f}, precision {precision:.3f}")
    assert len(planted) > 80 and recall >= 0.95 and precision >= 0.95


def test_a_list_of_thousands_under_few_names_takes_no_longer_than_it_must() -> None:
    bodies = [f"Chi bộ {letter}{other}" for letter in "abcdeghiklmn" for other in "opqrstuvxy"]
    rows = [
        a_model(f"{name} {word}", implementing_body=body)
        for name in NAMES[:20]
        for word in ("xanh", "mới")
        for body in bodies
    ]
    started = time.process_time()

    assert proposed(*rows) == [] and time.process_time() - started < 10


@pytest.mark.slow
def test_the_models_of_a_whole_country_are_compared_in_seconds() -> None:
    draw = Random(3)
    units = [unit.id for unit in reference().units.values() if unit.level == "district"][:650]
    words = [word for name in NAMES for word in name.split()]
    rows = [
        _whole(
            a_model(
                " ".join(draw.sample(words, 6)) if number % 2 else draw.choice(NAMES), unit=draw.choice(units),
                implementing_body=draw.choice(BODIES), report_year=draw.choice((2022, 2023, 2024)),
            )
        )
        for number in range(10_000)
    ]  # fmt: skip
    started = time.process_time()
    models_found = sketches(rows)
    found = compared_models(models_found, reference())
    took = time.process_time() - started
    print(f"{len(models_found)} models, {len(found)} proposals in {took:.1f} s")
    assert took < 10
