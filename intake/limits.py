"""Guard and read: how much one file may cost. The parent and the worker process share these numbers."""

import json
from dataclasses import asdict, dataclass

try:
    import resource
except ImportError:  # pragma: no cover - Windows knows no such limits: there a job object has to do, which bounds less
    resource = None  # type: ignore[assignment]

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one file may cost before it is refused; seconds and bytes."""

    file_bytes: int = 20 * MEGABYTE
    memory_bytes: int = 1536 * MEGABYTE
    cpu_seconds: int = 20
    # A last resort for one that waits for ever: on a busy machine a good file may stand in line for most of it.
    wall_seconds: float = 120.0
    waiting_seconds: float = 45.0
    output_bytes: int = 200 * MEGABYTE
    part_bytes: int = 200 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    cells: int = 5_000_000
    sheets: int = 100
    text_length: int = 32_767
    block_rows: int = 5_000

    def as_argument(self) -> str:
        """These limits as one command line argument for the worker."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_argument(argument: str) -> "Limits":
        """The limits a command line argument holds."""
        return Limits(**json.loads(argument))


DEFAULT = Limits()
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


def confine(limits: Limits) -> None:
    """Bind this process to its limits: it cannot grow, run on, write a file or leave a core dump."""
    if resource is None:  # pragma: no cover - Windows alone
        from intake.job_object import confine_by_job

        confine_by_job(limits.memory_bytes, limits.cpu_seconds)
        return
    bounds = {
        resource.RLIMIT_AS: (limits.memory_bytes, limits.memory_bytes),
        resource.RLIMIT_CPU: (limits.cpu_seconds, limits.cpu_seconds + 2),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (32, 32),
    }
    for name, bound in bounds.items():
        resource.setrlimit(name, bound)
