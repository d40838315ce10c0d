"""Everything on a clerk's screen, as data."""

from dataclasses import dataclass
from enum import StrEnum

from counter.panel import Panel
from counter.steps import Step
from counter.waiting import Waiting


class Phase(StrEnum):
    """What the counter is at."""

    CONNECTING = "connecting"
    UNKNOWN = "unknown"
    IDLE = "idle"
    CALLED = "called"
    SERVING = "serving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """One button: what a press asks for, and how it is labelled."""

    steps: tuple[Step, ...]
    label: str
    note: str = ""
    """Why it is not offered, or what is left after a press."""

    enabled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The head of the window."""

    title: str
    link: str
    online: bool
    state: str = ""
    clerk: str = ""
    """Who works here; empty where nobody logs in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """Who is at the counter now, or what stands there instead."""

    head: str
    number: str = ""
    message: str = ""
    """What stands in the number's place while nobody is there."""

    detail: str = ""
    priority: str = ""
    timer_name: str = ""
    timer: str = ""
    why: str = ""
    """Why this one was called; with a note from the desk before, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A short line above the main button."""

    text: str = ""
    warning: bool = False


NO_NOTE = Note()
NO_LIST = Waiting()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything on a clerk's screen."""

    phase: Phase
    header: Header
    present: Present
    main: Button
    besides: tuple[Button, ...]
    note: Note = NO_NOTE
    waiting: Waiting = NO_LIST
    machines: Note = NO_NOTE
    """What somebody should see to at the other machines."""

    colleagues: Note = NO_NOTE
    """Who calls for help, and who pauses."""

    today: str = ""
    """The day's own figures."""

    alarm: str = ""
    """What must not be overlooked."""

    panel: Panel | None = None
    """What is asked now, in the place of the list."""
