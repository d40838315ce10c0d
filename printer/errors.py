"""What can be wrong with a printer.

PrinterError
├── PrinterOffline      cannot be reached, or has gone
├── NotReady            says by itself that it cannot print
│   ├── PaperOut
│   ├── CoverOpen
│   ├── CutterJam
│   ├── HeadHot         goes on by itself after a while
│   └── PrinterBroken   must be switched off and on
├── NoReply             is silent where it should have answered
└── Stalled             takes no more bytes
"""


class PrinterError(Exception):
    """A slip could not be printed, or nobody knows whether it was."""

    begun = False
    """Whether the slip was begun: part of it, or all, may be on paper."""


class PrinterOffline(PrinterError):
    """The printer cannot be reached: unplugged, switched off or not allowed."""


class NotReady(PrinterError):
    """The printer answers, and says that it cannot print."""

    why = "not ready"

    def __init__(self) -> None:
        super().__init__(self.why)


class PaperOut(NotReady):
    """There is no paper."""

    why = "out of paper"


class CoverOpen(NotReady):
    """The cover is open."""

    why = "the cover is open"


class CutterJam(NotReady):
    """The cutter is stuck."""

    why = "the cutter is stuck"


class HeadHot(NotReady):
    """The print head is too hot, and cools down by itself."""

    why = "the print head is too hot"


class PrinterBroken(NotReady):
    """The printer reports an error that only switching it off may end."""

    why = "the printer reports an error"


class NoReply(PrinterError):
    """The printer did not answer in time."""

    def __init__(self, question: str) -> None:
        super().__init__(f"no answer about {question}")
        self.question = question


class Stalled(PrinterError):
    """The printer takes no more bytes."""

    def __init__(self, sent: int, size: int) -> None:
        super().__init__(f"stopped taking bytes at {sent} of {size}")
        self.sent = sent
        self.size = size
