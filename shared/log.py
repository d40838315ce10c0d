"""The logbook: what a person would write down, one line each, on standard error."""

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start(level: int = logging.INFO) -> None:
    """Write the logbook of this program to standard error.

    A library that has already set up logging is overruled: importing
    python-escpos does so.
    """
    logging.basicConfig(level=level, format=FORMAT, force=True)
    logging.getLogger("websockets").setLevel(logging.WARNING)
