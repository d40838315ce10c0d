"""What a hub is to serve, and how."""

from typing import NamedTuple

from shared.clock import Clock
from shared.hub.plans import Plans
from shared.hub.settings import HubSettings
from shared.hub.tls import Tls


class Orders(NamedTuple):
    """What somebody has ordered in the settings, and the time."""

    settings: HubSettings
    plans: Plans
    clock: Clock
    tls: Tls | None = None
    checks_clock: bool = False
    """It is the machine's own, which may be wrong."""
