"""Match, tested: the words of headers, as different offices choose them, and the figure that each column states."""

from random import Random

from tests.offices.grids import Column

MODELS = ("models", "unspecified", "", "")
CLASSES = ("training_sessions", "unspecified", "", "")
PEOPLE = ("attendances", "unspecified", "", "")
AWARDS = ("commended_collectives", "unspecified", "", "")
STAGES = ("registered", "implementing", "recognised", "exemplary", "replicated")
SECTORS = ("economy", "culture_society", "defence_security", "political_system")
LEVELS = ("grassroots", "district", "province")
FORMS = ("certificate_of_merit_higher", "certificate_of_commendation", "public_honour")

_OF_STAGE = {
    "registered": ("Số mô hình đăng ký", "Mô hình đăng ký", "Số MH đăng ký", "Số mô hình DVK đăng ký", "Đăng ký mô hình"),
    "implementing": ("Số mô hình triển khai", "Mô hình triển khai", "Số mô hình đang triển khai", "Số mô hình triển khai thực hiện"),
    "recognised": ("Số mô hình được công nhận", "Mô hình công nhận", "Số MH được công nhận", "Số mô hình đã công nhận"),
    "exemplary": ("Mô hình tiêu biểu", "Số mô hình tiêu biểu"),
    "replicated": ("Mô hình nhân rộng", "Số mô hình được nhân rộng"),
}  # fmt: skip
_STAGE = {
    "registered": ("Đăng ký", "Số đăng ký"), "implementing": ("Triển khai", "Đang triển khai"),
    "recognised": ("Công nhận", "Được công nhận"), "exemplary": ("Tiêu biểu",), "replicated": ("Nhân rộng", "Được nhân rộng"),
}  # fmt: skip
_SECTOR = {
    "economy": ("Kinh tế", "KT", "Lĩnh vực kinh tế", "Phát triển kinh tế"),
    "culture_society": ("VH - XH", "Văn hóa - xã hội", "VH-XH", "Văn hóa, xã hội"),
    "defence_security": ("QP - AN", "Quốc phòng - an ninh", "QP-AN", "AN-QP", "Quốc phòng, an ninh"),
    "political_system": ("XD HTCT", "Xây dựng hệ thống chính trị", "Xây dựng HTCT", "Hệ thống chính trị"),
}
_LEVEL = {
    "grassroots": ("Cấp cơ sở", "Cơ sở"), "district": ("Cấp quận", "Cấp huyện", "Cấp quận, huyện"),
    "province": ("Cấp TP", "Cấp thành phố", "Cấp tỉnh"),
}  # fmt: skip
_FORM = {
    "certificate_of_merit_higher": ("Bằng khen",), "certificate_of_commendation": ("Giấy khen",),
    "public_honour": ("Tuyên dương", "Biểu dương"),
}  # fmt: skip
_MODELS_FLAT = (
    "Số mô hình", 'Số mô hình "Dân vận khéo"', "Số mô hình Dân vận khéo", "Số MH", "Mô hình DVK", "Mô hình",
    "Số lượng mô hình", "Tổng số mô hình", "Mô hình “Dân vận khéo”",
)  # fmt: skip
_CLASSES_FLAT = (
    "Số lớp tập huấn",
    "Lớp tập huấn",
    "Số lớp tập huấn, bồi dưỡng",
    "Tập huấn (lớp)",
    "Số lớp",
    "Số lớp bồi dưỡng, tập huấn",
)
_PEOPLE_FLAT = (
    "Số lượt người",
    "Lượt người tham dự",
    "Số lượt người tham dự",
    "Số lượt tham dự",
    "Lượt người",
    "Số người tham dự",
    "Số lượt cán bộ tham dự",
    "Số lượt CB được tập huấn",
)
_AWARDS_FLAT = (
    "Số tập thể được khen thưởng",
    "Tập thể được khen thưởng",
    "Số tập thể được khen",
    "Số tập thể khen thưởng",
    "Khen thưởng tập thể",
    "TT được khen thưởng",
    "Số TT được khen",
)
_PARTS = ("Trong đó", "Trong đó:", "Chia ra", "Gồm")
_BY_SECTOR = ("Chia theo lĩnh vực", "Lĩnh vực", "Theo lĩnh vực", "Phân theo lĩnh vực")
_MODELS_OVER = ('Mô hình "Dân vận khéo"', "Mô hình Dân vận khéo", "Mô hình DVK", "Số mô hình", "Xây dựng mô hình")
_TRAINING_OVER = ("Tập huấn", "Tập huấn, bồi dưỡng", "Công tác tập huấn", "Đào tạo, bồi dưỡng, tập huấn")
_TOTAL = ("Tổng số", "Tổng", "TS", "Cộng")
_STRANGE = (
    ("Kinh phí (triệu đồng)", "triệu"), ("Số đảng viên mới kết nạp", "đảng viên"), ("Tỷ lệ (%)", "%"),
    ("Số hộ hiến đất", "hộ"), ("Số cuộc đối thoại", "cuộc"),
)  # fmt: skip


def total_of(stage: str) -> tuple[str, str, str, str]:
    """The key of all models at a stage."""
    return ("models", stage, "", "")


def summary_columns(rng: Random, *, deep: bool, new: bool) -> list[Column]:
    """The figures that one summary states, in this office's order and words."""
    blocks = [_models(rng, deep, new), _training(rng, deep), _awards(rng, deep)]
    if not deep and rng.random() < 0.3:
        blocks = rng.sample(blocks, rng.randint(1, 2))
    elif rng.random() < 0.25:
        rng.shuffle(blocks)
    if rng.random() < 0.2:
        words, counted = rng.choice(_STRANGE)
        blocks.append([Column((words,), "strange", None, counted)])
    columns = [column for block in blocks for column in block]
    if all(column.key is None for column in columns):
        return summary_columns(rng, deep=deep, new=new)
    return columns


def _models(rng: Random, deep: bool, new: bool) -> list[Column]:
    if not deep:
        stages = rng.choice(((), (), ("registered", "recognised"), ("registered", "implementing", "recognised"),
                             ("registered", "recognised", "replicated"), ("registered",), ("implementing",)))  # fmt: skip
        if not stages:
            return [Column((rng.choice(_MODELS_FLAT),), "figure", MODELS, "mô hình")]
        return [Column((rng.choice(_OF_STAGE[s]),), "figure", total_of(s), "mô hình") for s in stages]
    return rng.choice((_total_and_parts, _stages_below, _three_levels, _parts_of_stages))(rng, new)


def _total_and_parts(rng: Random, new: bool) -> list[Column]:
    columns = [
        Column(
            (rng.choice(("Tổng số mô hình", "Tổng số MH", "Số mô hình", "Tổng số mô hình DVK")),),
            "figure",
            MODELS,
            "mô hình",
        )
    ]
    if rng.random() < 0.7:
        columns += _owners(rng, (rng.choice(_PARTS),), "unspecified")
    if rng.random() < 0.7 or len(columns) == 1:
        columns += _sectors(rng, (rng.choice(_BY_SECTOR),))
    if rng.random() < 0.5:
        columns += _levels(rng, (rng.choice(("Được công nhận", "Cấp công nhận", "Số mô hình được công nhận")),), new)
    return columns


def _stages_below(rng: Random, new: bool) -> list[Column]:
    over = rng.choice(_MODELS_OVER)
    stages = rng.choice(
        (
            ("registered", "recognised"),
            ("registered", "implementing", "recognised", "replicated"),
            ("registered", "recognised", "exemplary"),
        )
    )
    return [Column((over, rng.choice(_STAGE[stage])), "figure", total_of(stage), "mô hình") for stage in stages]


def _three_levels(rng: Random, new: bool) -> list[Column]:
    over = rng.choice(_MODELS_OVER)
    columns = [Column((over, rng.choice(_TOTAL)), "figure", MODELS, "mô hình")]
    columns += _owners(rng, (over, rng.choice(_PARTS)), "unspecified")
    if rng.random() < 0.5:
        columns += _sectors(rng, (over, rng.choice(_BY_SECTOR)))
    return columns


def _parts_of_stages(rng: Random, new: bool) -> list[Column]:
    columns = []
    for stage in ("registered", "recognised"):
        over = rng.choice(_OF_STAGE[stage])
        columns.append(Column((over, rng.choice(_TOTAL)), "figure", total_of(stage), "mô hình"))
        columns += _owners(rng, (over,), stage)
    return columns


def _owners(rng: Random, over: tuple[str, ...], stage: str) -> list[Column]:
    words = rng.choice((("Tập thể", "Cá nhân"), ("TT", "CN"), ("Tập thể", "Cá nhân"), ("MH tập thể", "MH cá nhân")))
    return [
        Column((*over, word), "figure", ("models", stage, "owner_kind", kind), "mô hình")
        for word, kind in zip(words, ("collective", "individual"), strict=True)
    ]


def _sectors(rng: Random, over: tuple[str, ...]) -> list[Column]:
    style = rng.randrange(2)
    return [
        Column((*over, _SECTOR[s][style] if rng.random() < 0.8 else rng.choice(_SECTOR[s])), "figure",
               ("models", "unspecified", "sector", s), "mô hình")
        for s in SECTORS
    ]  # fmt: skip


def _levels(rng: Random, over: tuple[str, ...], new: bool) -> list[Column]:
    stage = "recognised"
    kinds = ("grassroots", "province") if new else LEVELS
    return [Column((*over, rng.choice(_LEVEL[k])), "figure", ("models", stage, "level", k), "mô hình") for k in kinds]


def _training(rng: Random, deep: bool) -> list[Column]:
    if not deep:
        return [
            Column((rng.choice(_CLASSES_FLAT),), "figure", CLASSES, "lớp"),
            Column((rng.choice(_PEOPLE_FLAT),), "figure", PEOPLE, "lượt"),
        ]
    over = rng.choice(_TRAINING_OVER)
    return [
        Column((over, rng.choice(("Số lớp", "Lớp", "Số lớp tập huấn"))), "figure", CLASSES, "lớp"),
        Column(
            (over, rng.choice(("Số lượt người", "Lượt người", "Số lượt", "Số lượt người tham dự"))),
            "figure",
            PEOPLE,
            "lượt",
        ),
    ]


def _awards(rng: Random, deep: bool) -> list[Column]:
    if not deep:
        return [Column((rng.choice(_AWARDS_FLAT),), "figure", AWARDS, "tập thể")]
    if rng.random() < 0.5:
        over = rng.choice(("Khen thưởng", "Được khen thưởng", "Công tác khen thưởng", "Biểu dương, khen thưởng"))
        return [
            Column((over, rng.choice(("Tập thể", "Số tập thể"))), "figure", AWARDS, "tập thể"),
            Column((over, rng.choice(("Cá nhân", "Số cá nhân"))), "strange", None, "cá nhân"),
        ]
    over = rng.choice(("Tập thể được khen thưởng", "Số tập thể được khen thưởng", "Khen thưởng tập thể"))
    columns = [Column((over, rng.choice(_TOTAL)), "figure", AWARDS, "tập thể")]
    for form in FORMS:
        columns.append(
            Column(
                (over, rng.choice(_FORM[form])),
                "figure",
                ("commended_collectives", "unspecified", "award_form", form),
                "tập thể",
            )
        )
    return columns


def unit_header(rng: Random, *, new: bool) -> str:
    """The header of the column that names the unit."""
    if new:
        return rng.choice(
            (
                "Phường, xã, đặc khu",
                "Xã, phường, đặc khu",
                "Đơn vị",
                "Phường, xã",
                "Địa phương",
                "Tên đơn vị",
                "Xã/phường",
            )
        )
    return rng.choice(
        (
            "Quận, huyện",
            "Quận/huyện",
            "Đơn vị",
            "Địa phương",
            "Tên đơn vị",
            "ĐƠN VỊ",
            "Quận, huyện, thị xã, thành phố",
            "Quận, huyện, TP",
            "Đảng bộ",
            "Đơn vị (quận, huyện)",
        )
    )
