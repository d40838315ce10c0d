"""What an office may want different in the rules."""

from dataclasses import dataclass

from shared.domain.checks import listed, require

RATIOS = {"1:1": 1, "2:1": 2, "3:1": 3, "always": None}
FORMATS = ("1001", "A001")
PRIORITY_GROUPS = (
    "elderly", "disabled", "pregnant", "child", "merit", "ill", "other",
)  # fmt: skip
"""Who is entitled to priority: người cao tuổi, khuyết tật, mang thai, đi cùng trẻ
nhỏ, người có công, ốm đau, khác."""

LIMITS = ("off", "cool_down", "card")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of one office, where offices differ."""

    priority_ratio: str = "2:1"
    """Priority tickets in a row while an ordinary one waits: 1:1 … 3:1, always."""

    ageing_minutes: float = 45
    """After so long an ordinary ticket stands with the priority ones."""

    fallback_minutes: float = 20
    """After so long a ticket may be called by a counter that only helps."""

    recall_seconds: float = 20
    max_calls: int = 3
    calls_before_no_show: int = 1
    """A ticket must have been called so often before it may be marked missed."""

    automatic_no_show: bool = False
    """Mark a ticket missed by itself when its last call has not been followed."""

    resume_minutes: float = 30
    """Back within so long after a no-show, a citizen re-enters near the front."""

    max_resumes: int = 2
    """How often a citizen may come back after a no-show."""

    undo_seconds: float = 20
    """For so long a citizen may give a number back at the kiosk."""

    clerk_undo_seconds: float = 20
    """For so long a clerk may take the last step at the counter back."""

    rate_minutes: float = 10
    """For so long after the end a citizen may say how it was."""

    forecast: bool = True
    """Stop issuing a service when the session is too short for who waits."""

    limit: str = "off"
    """Against hoarding: off, cool_down (per kiosk) or card (one live ticket)."""

    cool_down_seconds: float = 10
    number_format: str = "1001"

    def __post_init__(self) -> None:
        for name, known in (
            ("priority_ratio", RATIOS),
            ("number_format", FORMATS),
            ("limit", LIMITS),
        ):
            value = getattr(self, name)
            sentence = f"{name} is {value!r}, not one of {listed(known)}"
            require(value in known, sentence)
        for name in (
            "ageing_minutes", "fallback_minutes", "recall_seconds", "max_calls",
            "calls_before_no_show", "resume_minutes", "max_resumes", "undo_seconds",
            "cool_down_seconds", "clerk_undo_seconds", "rate_minutes",
        ):  # fmt: skip
            require(getattr(self, name) >= 0, f"{name} is below zero")
        enough = self.calls_before_no_show <= max(1, self.max_calls)
        require(enough, "calls_before_no_show is more than max_calls")

    @property
    def priority_run(self) -> int | None:
        """How many priority tickets may go in a row; None for any number."""
        return RATIOS[self.priority_ratio]
