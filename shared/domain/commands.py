"""What a station may wish for. Every wish may name the counter that acts."""

from dataclasses import dataclass
from typing import Literal

from shared.domain.notes import Dealt


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTicket:
    """Give a number for a service (*lấy số*)."""

    service: str
    priority: bool = False
    reason: str | None = None
    """Why priority is asked for: counted for the day and forgotten."""

    holder: str | None = None
    """A digest of a card or a phone under the day's key, where an office limits."""

    station: str | None = None
    """The kiosk; the hub knows which it is."""

    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeTicket:
    """Take in a number that a kiosk gave by itself while the hub was away."""

    number: str
    service: str
    kiosk: int
    """Which kiosk it is, 1 to 4: the number is one of its own block."""

    issued_at: int
    """When the citizen got it, by the kiosk's clock, in milliseconds."""

    priority: bool = False
    station: str | None = None
    """The kiosk; the hub knows which it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTicket:
    """Give a number back: by a counter, or by the citizen soon after (*huỷ*)."""

    number: str
    counter: str | None = None
    station: str | None = None
    """The kiosk at which the citizen stands; the hub knows which it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNext:
    """Ask the next citizen to a counter (*gọi tiếp*)."""

    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTicket:
    """Ask one citizen out of turn, and say why (*gọi số bất kỳ*)."""

    number: str
    counter: str
    reason: str = ""


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
    dealt: tuple[Dealt, ...] = ()
    """What was done, from the office's list; it stands in the journal."""

    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNoShow:
    """Nobody came (*vắng mặt*)."""

    number: str
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A paper is missing: put the citizen's work aside (*tạm hoãn*)."""

    number: str
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """The citizen is back: let the number wait again (*gọi lại số quá lượt*)."""

    number: str
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Send a citizen on, to a service or to a counter (*chuyển quầy*)."""

    number: str
    service: str | None = None
    to_counter: str | None = None
    come_back: bool = False
    """Once finished there, the citizen returns to the counter that sent him."""

    note: str = ""
    """For whoever calls the ticket next; nothing of the citizen."""

    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPriority:
    """Give or withdraw priority (*ưu tiên, không đúng diện*)."""

    number: str
    priority: bool
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """Give somebody at the desk a number and call it at once (*gọi trực tiếp*)."""

    service: str
    counter: str
    reason: str = ""
    """Why nobody else is called; as with every call out of turn it is kept."""

    priority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Take back the last step at a counter (*hoàn tác*)."""

    number: str
    """The ticket it was done to: nothing else is taken back by mistake."""

    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """The citizen says how it was, 1 very bad to 5 very good (*đánh giá*)."""

    number: str
    level: Literal[1, 2, 3, 4, 5]
    counter: str
    """Where it was finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallHelp:
    """Call the colleagues to a counter, at once (*gọi hỗ trợ*)."""

    counter: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHelp:
    """Say that one goes there; everybody sees who (*đến hỗ trợ*)."""

    to: str
    """The counter that has called."""

    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHelp:
    """Help is not needed any more."""

    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCounter:
    """A clerk sits down, or is back from a pause (*mở quầy*)."""

    counter: str
    station: str | None = None
    """The station at which the clerk sits; the hub knows which it is."""

    takes_over: bool = False
    """The station that had the counter has left: this one may have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseCounter:
    """A clerk is away for a while (*tạm ngưng*)."""

    counter: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCounter:
    """A clerk leaves for good (*đóng quầy*)."""

    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseService:
    """Give no more numbers for a service, and say why (*ngừng nhận*)."""

    service: str
    reason: str = ""
    until: int | None = None
    """When it opens again by itself, in milliseconds; None: when somebody opens it."""

    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenService:
    """Give numbers for a service again (*nhận lại*)."""

    service: str
    counter: str | None = None


Step = (
    CancelTicket
    | Recall
    | Serve
    | Finish
    | MarkNoShow
    | Hold
    | Resume
    | Transfer
    | SetPriority
)
DeskStep = OpenCounter | PauseCounter | CloseCounter
HelpStep = CallHelp | AnswerHelp | EndHelp
ServiceStep = CloseService | OpenService
Command = (
    IssueTicket
    | MergeTicket
    | CallNext
    | CallTicket
    | WalkIn
    | Undo
    | Rate
    | Step
    | DeskStep
    | HelpStep
    | ServiceStep
)
