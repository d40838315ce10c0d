"""Links with a hub that a test has left running."""

import sys


def stop_links():
    """Stop every link of this process; nothing if no test has imported links."""
    if module := sys.modules.get("shared.qt.hublink"):
        for link in module.running():
            link.stop()
