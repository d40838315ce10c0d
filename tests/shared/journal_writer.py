"""Appends numbers to a journal, and tells each once it is kept, until it is killed."""

import sys
from itertools import count
from pathlib import Path

from shared.journal import Journal

journal = Journal(Path(sys.argv[1]))
for number in count(1):
    journal.append(str(number))
    print(number, flush=True)  # noqa: T201  # whoever started it reads this
