"""What can be wrong with a virtual printer, and how a printer says so."""

from dataclasses import dataclass, fields


@dataclass
class Faults:
    """What is wrong with a virtual printer right now."""

    paper_out: bool = False
    near_end: bool = False
    cover_open: bool = False
    cutter: bool = False
    """The next cut leaves the cutter stuck."""

    jammed: bool = False
    """The cutter is stuck."""

    mute: bool = False
    """It prints, but says nothing."""

    garbage: bool = False
    """It prints, but what it says is nonsense."""

    hang: bool = False
    """It neither prints nor answers nor takes bytes."""

    unplug: bool = False
    """The cable is out; it prints what it has."""

    off: bool = False
    """It has no power."""

    @property
    def stopping(self) -> bool:
        """Whether it cannot print until somebody has helped it."""
        return self.paper_out or self.cover_open or self.jammed

    @property
    def dead(self) -> bool:
        """Whether nothing moves in it at all."""
        return self.hang or self.off

    def told(self, question: int) -> int:
        """Return the byte that answers DLE EOT with *question*, 1 to 4."""
        match question:
            case 1:
                bits = 0x08 * self.stopping
            case 2:
                bits = (
                    0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self.jammed
                )
            case 3:
                bits = 0x08 * self.jammed
            case _:
                bits = 0x0C * self.near_end | 0x60 * self.paper_out
        return 0x12 | bits

    def report(self) -> bytes:
        """Return the four bytes of a report of its own accord."""
        state = 0x10 | 0x08 * self.stopping | 0x20 * self.cover_open
        paper = 0x03 * self.near_end | 0x0C * self.paper_out
        return bytes((state, 0x08 * self.jammed, paper, 0))

    def wrong(self) -> list[str]:
        """Return the names of all that is wrong, as a technician types them."""
        return [
            field.name.replace("_", "-")
            for field in fields(self)
            if getattr(self, field.name)
        ]
