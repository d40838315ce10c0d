"""What a station may wish for. Every wish may name the counter that acts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTicket:
    """Give a number for a service (*lấy số*)."""

    service: str
    priority: bool = False
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNext:
    """Ask the next citizen to a counter (*gọi tiếp*)."""

    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """Call the same citizen again (*gọi lại*)."""

    number: str
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Serve:
    """The citizen is there, the work begins (*bắt đầu*)."""

    number: str
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The work is done (*hoàn tất*)."""

    number: str
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNoShow:
    """Nobody came (*vắng mặt*)."""

    number: str
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCounter:
    """A clerk sits down (*mở quầy*)."""

    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCounter:
    """A clerk leaves for good (*đóng quầy*)."""

    counter: str


Step = Recall | Serve | Finish | MarkNoShow
Command = IssueTicket | CallNext | Step | OpenCounter | CloseCounter
