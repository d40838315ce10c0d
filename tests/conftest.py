"""What every folder of tests needs."""

import os

# Qt needs no screen; this stands before anything imports it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
