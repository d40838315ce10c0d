"""A process that brings a database up to the slow step, and may be killed."""

import sys
from datetime import date
from pathlib import Path

from shared.store.engine import open_engine
from shared.store.upgrade import bring_up

STEPS = Path(__file__).parent / "slow_steps"

if __name__ == "__main__":
    engine = open_engine(sys.argv[1], Path())
    bring_up(engine, date(2026, 1, 5), "900", [STEPS])
    engine.dispose()
