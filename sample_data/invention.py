"""Read: invents models, classes and commendations of every district and year, the same ones on every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sample_data import wording
from sample_data.districts import DISTRICTS, District, term_of

SEED = 1930
LISTED_BY_HAND = (
    "Quận 3",
    "Quận 5",
    "Quận Bình Thạnh",
)  # their 2021-2025 models stand in lists of their own, a line each
WITHOUT_COMMENDATIONS = ("Quận 11", "Huyện Cần Giờ")  # nothing for 2021-2025, neither listed nor reported
RECOGNISED = ("Công nhận", "Tiêu biểu", "Nhân rộng")
_NEW_MODELS_A_YEAR = {"2010-2015": 2.3, "2015-2020": 3.8, "2020-2025": 6.2}
_NEXT_STAGE = {
    "Đăng ký": "Triển khai",
    "Triển khai": "Công nhận",
    "Công nhận": "Nhân rộng",
    "Tiêu biểu": "Nhân rộng",
}


@dataclass(frozen=True)
class ModelYear:
    """A model in the state that one reporting year found it in."""

    unit: str
    year: int
    name: str
    body: str
    bloc: str
    owner: str
    sector: str
    theme: str
    start_year: int
    stage: str
    level: str
    decision_no: str
    decision_date: date | None

    @property
    def model(self) -> tuple[str, str, str]:
        """What makes it the same model in another year."""
        return self.unit, self.name, self.body


@dataclass(frozen=True)
class Training:
    """One line of a training list; ``over`` says that the attendances are a lower bound."""

    unit: str
    title: str
    topic: str
    audience: str
    first_day: date
    last_day: date
    classes: int
    attendances: int
    organiser: str
    over: bool = False


@dataclass(frozen=True)
class Commendation:
    """One collective commended once."""

    unit: str
    year: int
    name: str
    bloc: str
    form: str
    body: str
    level: str
    ground: str
    decision_no: str
    decision_date: date


@dataclass(frozen=True)
class World:
    """All that was invented."""

    models: list[ModelYear]
    trainings: list[Training]
    commendations: list[Commendation]


def invent() -> World:
    """The whole illustrative world; each district draws from its own seed, so that one changes alone."""
    world = World([], [], [])
    for number, district in enumerate(DISTRICTS):
        dice = random.Random(SEED + number)
        world.models.extend(_models(district, dice))
        world.trainings.extend(_trainings(district, dice))
        world.commendations.extend(_commendations(district, number, dice))
    bound = next(n for n, t in enumerate(world.trainings) if t.unit == "Quận 1" and t.first_day.year > 2020)
    world.trainings[bound] = replace(world.trainings[bound], attendances=400, over=True)  # known as «trên 400» only
    return world


def _about(dice: random.Random, mean: float) -> int:
    """A whole number near a mean."""
    return max(0, int(dice.uniform(0.6, 1.4) * mean + dice.random()))


def _body(district: District, dice: random.Random) -> tuple[str, str]:
    """Who carries a model out, and the bloc it belongs to; mostly a commune."""
    if dice.random() < 0.72:
        return dice.choice(wording.COMMUNE_BODIES).format(dice.choice(district.communes)), wording.COMMUNES
    shape, bloc = dice.choice(wording.DISTRICT_BODIES)
    return shape.format(unit=district.name, committee=district.party_committee), bloc


def _models(district: District, dice: random.Random) -> Iterator[ModelYear]:
    known: set[tuple[str, str]] = set()
    for year in district.years:
        share = 0.5 if year == 2025 else 1.0  # districts ended in the middle of that year
        for _ in range(_about(dice, _NEW_MODELS_A_YEAR[term_of(year)] * district.weight * share)):
            model = _new_model(district, year, dice)
            if (model.name, model.body) not in known:
                known.add((model.name, model.body))
                yield from _life(model, district, dice)


def _new_model(district: District, year: int, dice: random.Random) -> ModelYear:
    sector = dice.choices(list(wording.SECTOR_SHARES), list(wording.SECTOR_SHARES.values()))[0]
    name = dice.choice(wording.MODEL_NAMES[sector])
    body, bloc = _body(district, dice)
    owner = "Tập thể"
    if dice.random() < 0.09:
        owner, bloc, body = "Cá nhân", wording.COMMUNES, ""  # whose it is stays unsaid
    stage = dice.choices(["Đăng ký", "Triển khai", "Công nhận", "Tiêu biểu"], [30, 26, 36, 8])[0]
    theme = dice.choice(wording.THEMES[sector])
    first = ModelYear(district.name, year, name, body, bloc, owner, sector, theme, year, stage, "", "", None)
    return _recognised(first, district, dice)


def _recognised(model: ModelYear, district: District, dice: random.Random) -> ModelYear:
    """The same state with the level and the decision that recognise it, where it is recognised."""
    if model.stage not in RECOGNISED or model.level:
        return model
    level = dice.choices(["Cơ sở", "Quận/huyện", "Thành phố"], [52, 40, 8])[0]
    day = date(model.year, 5, 20) if model.year == 2025 else date(model.year, 10, dice.randint(5, 14))
    mark = {"Cơ sở": "ĐU", "Quận/huyện": district.mark, "Thành phố": "TU"}[level]
    return replace(model, level=level, decision_no=f"{dice.randint(100, 999)}-QĐ/{mark}", decision_date=day)


def _life(model: ModelYear, district: District, dice: random.Random) -> Iterator[ModelYear]:
    """A model from its first year on; some go on for a year or two, few end without effect."""
    yield model
    while model.year < district.last_year and dice.random() < 0.34:
        if district.name in LISTED_BY_HAND and model.year >= 2020:
            return
        ends = dice.random() < 0.06 and model.stage in ("Đăng ký", "Triển khai")
        stage = "Dừng" if ends else _NEXT_STAGE.get(model.stage, model.stage)
        model = _recognised(replace(model, year=model.year + 1, stage=stage), district, dice)
        yield model
        if ends:
            return


def _trainings(district: District, dice: random.Random) -> Iterator[Training]:
    for year in district.years:
        if year < 2016:
            continue
        for title, topic, audience in dice.sample(wording.TRAININGS, max(1, _about(dice, 1.7 * district.weight))):
            last = 170 if year == 2025 else 330
            first_day = date(year, 1, 1) + timedelta(days=dice.randint(60, last))
            last_day = first_day + timedelta(days=dice.choice([0, 0, 1, 2]))
            classes = dice.choice([1, 1, 1, 2, 2, 3])
            organiser = f"Ban Dân vận {district.party_committee}"
            attendances = sum(dice.randint(70, 260) for _ in range(classes))
            yield Training(
                district.name,
                f"{title} năm {year}",
                topic,
                audience,
                first_day,
                last_day,
                classes,
                attendances,
                organiser,
            )


def _commendations(district: District, number: int, dice: random.Random) -> Iterator[Commendation]:
    for year in district.years:
        if year < 2016 or (district.name in WITHOUT_COMMENDATIONS and year > 2020):
            continue
        names: set[str] = set()
        often = 2.5 if year == 2020 else 1.0  # the reviews at the end of the term
        for _ in range(max(1, _about(dice, 2.4 * often * district.weight))):
            body, bloc = _body(district, dice)
            name = body if body.endswith((district.name, district.party_committee)) else f"{body}, {district.name}"
            if name not in names:
                names.add(name)
                yield _award(district, year, (name, bloc), number=number, dice=dice)


def _award(
    district: District, year: int, collective: tuple[str, str], *, number: int, dice: random.Random
) -> Commendation:
    """Mostly a Giấy khen of the district, now and then a Bằng khen or a public honour of the city."""
    day = date(year, 5, 20) if year == 2025 else date(year, 10, 12)
    ground = dice.choice(wording.AWARD_GROUNDS)
    drawn = dice.random()
    name, bloc = collective
    if drawn < 0.74:
        own = f"Ban Thường vụ {district.party_committee}"
        decision = f"{200 + number * 30 + year % 20}-QĐ/{district.mark}"
        return Commendation(district.name, year, name, bloc, "Giấy khen", own, "Quận/huyện", ground, decision, day)
    form, body = ("Bằng khen", "Ban Thường vụ Thành ủy") if drawn < 0.86 else ("Tuyên dương", "Ban Dân vận Thành ủy")
    decision = f"{900 + year % 100}-QĐ/TU" if form == "Bằng khen" else f"{40 + year % 100}-QĐ/BDVTU"
    return Commendation(district.name, year, name, bloc, form, body, "Thành phố", ground, decision, day)


def states_in(models: list[ModelYear], years: range) -> dict[tuple[str, str, str], ModelYear]:
    """Each model once, at its latest state in the years, those that were stopped left out."""
    latest: dict[tuple[str, str, str], ModelYear] = {}
    for state in sorted((m for m in models if m.year in years), key=lambda m: m.year):
        latest[state.model] = state
    return {model: state for model, state in latest.items() if state.stage != "Dừng"}
