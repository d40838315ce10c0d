"""What every folder of tests needs."""

import os

from hypothesis import settings

# Qt needs no screen; this stands before anything imports it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# HYPOTHESIS_PROFILE=long looks much longer for what could go wrong.
settings.register_profile(
    "short", max_examples=60, stateful_step_count=40, deadline=None
)
settings.register_profile("long", settings.get_profile("short"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))
