"""Export: what a copy tells of its own making: who took it, when, and by which address and code its view opens again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Imprint:
    """Who takes a copy and how its view is opened again; ``now`` is given where the moment must be known beforehand."""

    by_whom: str = ""
    address: str = ""
    code: str = ""
    now: datetime | None = None

    @property
    def moment(self) -> datetime:
        """When the copy is made, as the clock of this machine says it."""
        return self.now or datetime.now().astimezone()


# Of a copy that nobody on a screen asked for.
UNSIGNED = Imprint()
