"""Every step: the environment variables, each read when its function is called, never at import."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The folder of the default database and of everything else that is kept between runs (DATA_FOLDER)."""
    return Path(os.environ.get("DATA_FOLDER") or PROJECT / "data")


def database_url() -> str:
    """The database to use (DATABASE_URL), by default an SQLite file in the data folder."""
    return os.environ.get("DATABASE_URL") or f"sqlite:///{data_folder() / 'dashboard.sqlite'}"


def backup_folder() -> Path:
    """Where backups are put (BACKUP_FOLDER), by default a folder of the data folder."""
    return Path(os.environ.get("BACKUP_FOLDER") or data_folder() / "backups")


def backup_hour() -> int | None:
    """The hour of the night at which the application backs itself up (BACKUP_HOUR, 2 unless 0 to 23), None for «off»."""
    asked = os.environ.get("BACKUP_HOUR", "").strip()
    if asked.lower() == "off":
        return None
    return int(asked) if asked.isdecimal() and int(asked) < 24 else 2


def max_upload_bytes() -> int:
    """The largest workbook that is looked at (MAX_UPLOAD_MB, 20 unless a whole number above 0)."""
    asked = os.environ.get("MAX_UPLOAD_MB", "").strip()
    return (int(asked) if asked.isdecimal() and int(asked) else 20) * 1024 * 1024


def default_province() -> str | None:
    """The province meant by a sheet that names none (DEFAULT_PROVINCE, a code such as 79)."""
    return os.environ.get("DEFAULT_PROVINCE") or None


def language() -> str:
    """The language of the command line (DASHBOARD_LANGUAGE), Vietnamese unless it begins with en."""
    return "en" if os.environ.get("DASHBOARD_LANGUAGE", "vi").startswith("en") else "vi"


def sample_on_first_start() -> bool:
    """Whether the browser's very first start loads the sample data (SAMPLE_DATA, on unless 0)."""
    return os.environ.get("SAMPLE_DATA", "1") != "0"


def office_above() -> str:
    """The organisation above the office, over its name in the letterhead of reports (OFFICE_ABOVE), empty unless set."""
    return os.environ.get("OFFICE_ABOVE", "").strip()


def office_name() -> str:
    """The office that reports, in the letterhead (OFFICE_NAME), empty unless set."""
    return os.environ.get("OFFICE_NAME", "").strip()


def office_place() -> str:
    """The place before the day of a report (OFFICE_PLACE), empty unless set."""
    return os.environ.get("OFFICE_PLACE", "").strip()


def log_format() -> str:
    """How log lines look (LOG_FORMAT): «json», or text as the server writes it."""
    return "json" if os.environ.get("LOG_FORMAT", "").strip().lower() == "json" else "text"


def behind_https() -> bool:
    """Whether people come by HTTPS although this server does not see it (BEHIND_HTTPS, off unless 1)."""
    return os.environ.get("BEHIND_HTTPS") == "1"


def hsts_days() -> int:
    """For how many days a browser that came by HTTPS may come by nothing else (HSTS_DAYS, 0: it is not told)."""
    written = os.environ.get("HSTS_DAYS", "").strip()
    return int(written) if written.isascii() and written.isdigit() else 0


def public_url() -> str:
    """The address that people type, as a proxy has it (PUBLIC_URL, https://host), empty unless set."""
    return os.environ.get("PUBLIC_URL", "").strip().rstrip("/")


def oidc_issuer() -> str:
    """The address of another sign-in service (OIDC_ISSUER), empty unless set."""
    return os.environ.get("OIDC_ISSUER", "").strip()


def oidc_client_id() -> str:
    """What that service calls this application (OIDC_CLIENT_ID), empty unless set."""
    return os.environ.get("OIDC_CLIENT_ID", "").strip()


def oidc_client_secret() -> str:
    """The secret shared with that service (OIDC_CLIENT_SECRET, or in the file OIDC_CLIENT_SECRET_FILE)."""
    file = os.environ.get("OIDC_CLIENT_SECRET_FILE", "").strip()
    return Path(file).read_text(encoding="utf-8").strip() if file else os.environ.get("OIDC_CLIENT_SECRET", "").strip()


def oidc_button() -> str:
    """The words on the button that leads to that service (OIDC_BUTTON), empty for those of the application."""
    return os.environ.get("OIDC_BUTTON", "").strip()


def is_oidc_set() -> bool:
    """Whether all is set that another sign-in service needs; whether the secret's file can be read shows later."""
    secret = any(os.environ.get(name, "").strip() for name in ("OIDC_CLIENT_SECRET", "OIDC_CLIENT_SECRET_FILE"))
    return bool(oidc_issuer() and oidc_client_id() and secret)
