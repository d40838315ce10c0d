"""Output that somebody reads through a pipe, perhaps only its first lines."""

import os
import sys
from collections.abc import Callable


def quietly(command: Callable[[], int]) -> int:
    """Return the exit code of *command*, 0 if nobody reads its output any more.

    So ``motcua-hub station list | head -3`` ends without a word of complaint.
    """
    try:
        code = command()
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still to be written goes nowhere, also when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code
