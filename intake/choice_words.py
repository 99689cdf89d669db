"""Validate: the words that offices use for the codes of each closed list, as keys without diacritics."""

from data_access import vocabulary

# Field of a row class -> its list. One list may serve several fields.
LISTS = {
    "sector": vocabulary.SECTORS, "stage": vocabulary.STAGES, "recognition_level": vocabulary.LEVELS,
    "level": vocabulary.LEVELS, "awarding_level": vocabulary.LEVELS, "owner_kind": vocabulary.OWNER_KINDS,
    "bloc": vocabulary.BLOCS, "award_form": vocabulary.AWARD_FORMS, "award_ground": vocabulary.AWARD_GROUNDS,
    "topic": vocabulary.TOPICS, "audience": vocabulary.AUDIENCES, "status": vocabulary.PROGRAMME_STATUSES,
}  # fmt: skip
LEVEL_FIELDS = ("recognition_level", "level", "awarding_level")

# Cells that say no more than that a column exists.
UNSAID = frozenset(
    ("", "x", "khong", "khong ro", "chua ro", "khong xac dinh", "chua xac dinh", "khen thuong", "khen", "n a")
)
OTHER = frozenset(
    (
        "khac",
        "linh vuc khac",
        "noi dung khac",
        "hinh thuc khac",
        "doi tuong khac",
        "khoi khac",
        "cac khoi khac",
        "chuyen de khac",
    )
)

# Only as the whole cell: too short, or too ordinary, to be looked for inside a text.
WHOLE: dict[str, dict[str, str]] = {
    "sector": {
        "kt": "economy", "kinh te xa hoi": "economy", "kt xh": "economy", "ktxh": "economy",
        "vh xh": "culture_society",
        "vhxh": "culture_society", "vh": "culture_society", "xh": "culture_society",
        "xa hoi": "culture_society",
        "van hoa": "culture_society", "van xa": "culture_society", "qp an": "defence_security",
        "an qp": "defence_security",
        "qpan": "defence_security", "anqp": "defence_security", "qp": "defence_security",
        "an": "defence_security",
        "quoc phong": "defence_security", "an ninh": "defence_security", "ht ct": "political_system",
        "xd": "political_system",
    },
    "stage": {"dung": "discontinued", "dk": "registered", "cn": "recognised", "dat": "recognised",
    "tk": "implementing"},
    "owner_kind": {
        "tt": "collective", "cn": "individual", "gd": "household", "ho": "household", "tap the": "collective",
        "ca nhan": "individual", "gia dinh": "household", "ho gia dinh": "household", "ho dan": "household",
        "dien hinh tap the": "collective", "mo hinh tap the": "collective", "dien hinh ca nhan": "individual",
        "mo hinh ca nhan": "individual", "guong ca nhan": "individual", "tap the nho": "collective",
    },
    "bloc": {
        "llvt": "armed_forces", "dn": "enterprises", "ubnd": "government", "phuong": "communes",
        "xa": "communes",
        "dang": "party", "truong": "schools", "mttq": "front_and_unions", "px": "communes",
    },
    "award_form": {"bk": "certificate_of_merit_higher", "gk": "certificate_of_commendation",
    "cn": "recognition", "co": "emulation_flag"},
    "award_ground": {"dvk": "skilful_mass_mobilization", "qcdc": "grassroots_democracy",
    "dvcq": "government_mass_mobilization"},
    "topic": {"dvk": "skilful_mass_mobilization", "qcdc": "grassroots_democracy",
    "ctdv": "mass_mobilization"},
    "audience": {},
    "status": {"moi": "signed_anew", "so ket": "interim_reviewed", "tong ket": "final_reviewed"},
    "level": {
        "q": "district", "h": "district", "tp": "province", "t": "province", "tw": "central",
        "cs": "grassroots",
        "thanh pho": "province", "cap tp": "province", "cap thanh pho": "province",
        "cap tren co so": "district",
    },
}  # fmt: skip

# Anywhere in the cell, between word boundaries. The earliest wins, at one place the longest.
PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "sector": {
        "economy": ("kinh te",),
        "culture_society": ("van hoa xa hoi", "van hoa", "vh xh", "vhxh", "an sinh xa hoi", "an sinh",
        "van xa"),
        "defence_security": (
            "quoc phong an ninh", "an ninh quoc phong", "quoc phong", "an ninh", "qp an", "an qp", "qpan",
            "anqp",
            "trat tu an toan xa hoi", "an ninh trat tu", "antt",
        ),
        "political_system": (
            "xay dung he thong chinh tri", "he thong chinh tri", "xd htct", "xdhtct", "htct",
            "xay dung dang", "xd dang",
            "xay dung dang va he thong chinh tri",
        ),
    },
    "stage": {
        "discontinued": ("ngung", "tam dung", "da dung", "dung thuc hien", "khong con", "khong hieu qua",
        "khong thuc hien", "ket thuc"),
        "replicated": ("nhan rong",),
        "exemplary": ("tieu bieu", "dien hinh"),
        "recognised": ("cong nhan", "hieu qua"),
        "continued": ("duy tri", "tiep tuc"),
        "implementing": ("trien khai", "dang thuc hien", "thuc hien"),
        "registered": ("dang ky", "dang ki", "xay dung moi"),
    },
    "owner_kind": {"household": ("ho gia dinh",)},
    "bloc": {
        "party": ("co quan dang", "khoi dang", "dang doan", "ban dang", "co quan chuyen trach"),
        "front_and_unions": ("mat tran", "mttq", "doan the", "ct xh", "to chuc chinh tri xa hoi"),
        "armed_forces": ("luc luong vu trang", "llvt", "cong an", "quan su", "bien phong", "noi chinh"),
        "government": ("chinh quyen", "co quan nha nuoc", "khoi nha nuoc", "hanh chinh", "phong ban",
        "quan ly nha nuoc", "co quan chuyen mon"),
        "communes": ("khoi phuong", "khoi xa", "phuong xa", "xa phuong", "thi tran", "cac phuong",
        "cac xa", "khu pho", "dia ban dan cu", "phuong xa thi tran"),
        "schools": ("truong hoc", "giao duc", "khoi truong", "cac truong"),
        "enterprises": ("doanh nghiep", "cong ty", "san xuat kinh doanh"),
        "associations": ("hoi quan chung", "cac hoi", "hoi dac thu"),
        "religious": ("ton giao", "co so tho tu"),
    },
    "award_form": {
        "order_medal": ("huan chuong", "huy chuong"),
        "certificate_of_merit_higher": ("bang khen",),
        "emulation_flag": ("co thi dua", "co don vi"),
        "certificate_of_commendation": ("giay khen",),
        "letter_of_praise": ("thu khen",),
        "public_honour": ("tuyen duong", "bieu duong", "ton vinh"),
        "recognition": ("cong nhan",),
    },
    "award_ground": {
        "skilful_mass_mobilization": ("dan van kheo", "dvk"),
        "mass_mobilization_regulation": ("quy che cong tac dan van", "quy che dan van",
        "qui che cong tac dan van", "quy che ctdv"),
        "grassroots_democracy": ("quy che dan chu", "qui che dan chu", "dan chu o co so", "dan chu co so",
        "qcdc", "thuc hien dan chu"),
        "government_mass_mobilization": ("dan van chinh quyen", "dan van cua chinh quyen",
        "cong tac dan van cua co quan nha nuoc"),
        "coordination_programme": ("chuong trinh phoi hop", "quy che phoi hop"),
        "ethnic_religious": ("dan toc", "ton giao"),
        "campaign": ("cuoc van dong", "chi thi 19", "khong xa rac"),
    },
    "topic": {
        "skilful_mass_mobilization": ("dan van kheo", "dvk"),
        "grassroots_democracy": ("quy che dan chu", "qui che dan chu", "dan chu o co so", "dan chu co so",
        "qcdc", "thuc hien dan chu"),
        "persuasion_skills": ("ky nang", "tuyen truyen mieng", "van dong nhan dan", "van dong quan chung"),
        "ethnic_religious": ("dan toc", "ton giao"),
        "mass_mobilization": ("cong tac dan van", "nghiep vu dan van", "dan van"),
    },
    "audience": {
        "officials": ("can bo", "cong chuc", "vien chuc", "cb", "cc", "vc", "cbcc", "cbccvc", "ccvc",
        "cb cc", "cb cc vc", "cap uy"),
        "mass_mobilization_officers": (
            "can bo lam cong tac dan van", "can bo dan van", "can bo chuyen trach dan van",
            "lam cong tac dan van",
            "cb dan van", "chuyen trach dan van", "can bo khoi dan van",
        ),
        "neighbourhood_groups": ("khoi van", "to dan van", "to dan van khu pho", "to dan pho", "khu pho",
        "ban dan van khu dan cu", "can bo khoi van"),
        "core_political_force": ("luc luong chinh tri nong cot", "luc luong nong cot",
        "nong cot chinh tri", "nong cot"),
        "front_and_unions": ("mttq", "mat tran", "mat tran to quoc", "doan the", "ct xh",
        "can bo mat tran", "can bo doan the", "cb mttq"),
        "associations": ("hoi quan chung", "can bo hoi quan chung", "hoi dac thu"),
        "armed_forces": ("llvt", "luc luong vu trang", "cong an", "quan su", "bien phong", "can bo chien si"),
        "religious_dignitaries": ("chuc sac", "chuc viec", "nha tu hanh", "tu si", "dong bao co dao"),
        "cell_secretaries": ("bi thu chi bo", "bi thu", "truong ap", "truong khu pho", "cap uy chi bo",
        "truong ban dieu hanh"),
        "prestigious_persons": ("nguoi co uy tin", "nguoi uy tin"),
    },
    "status": {
        "signed_anew": ("ky moi", "ky lai", "ky ket moi", "ky ket lai", "tai ky"),
        "final_reviewed": ("da tong ket", "tong ket", "ket thuc", "hoan thanh"),
        "interim_reviewed": ("da so ket", "so ket"),
        "running": ("dang thuc hien", "dang trien khai", "thuc hien", "trien khai", "con hieu luc"),
    },
}  # fmt: skip

# «Chưa được công nhận» names no stage.
NEGATIONS = ("chua", "khong duoc", "khong dat", "khong cong nhan")
