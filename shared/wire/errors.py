"""What can be wrong with a frame.

WireError
├── BadFrame      it makes no sense here
└── EventMissed   there is a gap: begin anew with hello
"""


class WireError(Exception):
    """The conversation cannot go on like this."""


class BadFrame(WireError):
    """The frame makes no sense here."""


class EventMissed(WireError):
    """An event is missing, or the state has drifted: begin anew with hello."""
