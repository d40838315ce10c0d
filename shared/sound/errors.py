"""What can be wrong with an announcement or with the recordings for it.

VoiceError
├── Unspeakable      a number that cannot be read aloud
├── ClipUnusable     a recording that is missing or in a wrong format
├── NoVoiceThere     a folder without recordings of any voice
└── NoSpeaker        nothing that could be heard
"""

from pathlib import Path


class VoiceError(Exception):
    """Something cannot be said."""


class Unspeakable(VoiceError):
    """A number is not one of those that tickets and counters have."""

    def __init__(self, what: str, number: str, usual: str) -> None:
        super().__init__(f"{number!r} is no {what}: it is like {usual}")
        self.number = number


class ClipUnusable(VoiceError):
    """A recording cannot be played: it is missing, or in a wrong format."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NoVoiceThere(VoiceError):
    """A folder holds no voice."""

    def __init__(self, folder: Path, names: str) -> None:
        super().__init__(f"{folder}: no folder of recordings here named {names}")
        self.folder = folder


class NoSpeaker(VoiceError):
    """There is no speaker, or it does not play."""
