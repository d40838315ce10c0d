"""A reader of ESC/POS of its own, to judge our bytes by.

It is written from the rules of ESC/POS alone and imports nothing of `printer`: what
both were wrong about, one of them would have to be wrong about twice. It knows only
the commands we may use, and refuses all others.
"""

from dataclasses import dataclass, field
from itertools import pairwise

from PIL import Image

# Name, fixed bytes, how many bytes of the command's own follow.
COMMANDS = (
    ("ESC @", b"\x1b@", 0),
    ("FS .", b"\x1c.", 0),
    ("ESC a", b"\x1ba", 1),
    ("ESC J", b"\x1bJ", 1),
    ("GS v 0", b"\x1dv0", 5),
    ("GS V 66 0", b"\x1dVB\x00", 0),
    ("GS a", b"\x1da", 1),
    ("GS ( H", b"\x1d(H\x06\x00\x30\x30", 4),
    ("GS r", b"\x1dr", 1),
    ("DLE EOT", b"\x10\x04", 1),
    ("DLE DC4 8", b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 0),
)
REAL_TIME = (b"\x10\x04", b"\x10\x05", b"\x10\x14")


class NotAllowed(Exception):
    """The stream holds something that we may not send."""


@dataclass(frozen=True)
class Order:
    """A command, its own bytes, and the rows of a picture."""

    name: str
    at: int
    own: bytes
    rows: bytes = b""

    @property
    def mode(self):
        return self.own[0]

    @property
    def width_bytes(self):
        return self.own[1] + 256 * self.own[2]

    @property
    def height(self):
        return self.own[3] + 256 * self.own[4]

    @property
    def printed_rows(self):
        return self.height * (2 if self.mode & 2 else 1)


@dataclass
class Sheet:
    """What is on the paper up to the cut: each row as a whole number, left is high."""

    dots: int
    rows: list[int] = field(default_factory=list)

    def picture(self):
        """Return it as a picture: white paper, black ink."""
        step = self.dots // 8
        ink = b"".join(row.to_bytes(step, "big") for row in self.rows)
        size = (self.dots, len(self.rows))
        return Image.frombytes("1", size, bytes(255 - byte for byte in ink))


def scan(data):
    """Return the orders in *data*; raise NotAllowed for any other byte."""
    orders, at = [], 0
    while at < len(data):
        order = _order_at(data, at)
        orders.append(order)
        at += _length(order)
    return orders


def draw(data, dots):
    """Return what a printer with *dots* across puts on paper up to its first cut."""
    sheet, align = Sheet(dots), 0
    for order in scan(data):
        match order.name:
            case "ESC @":
                align = 0
            case "ESC a":
                align = order.own[0] & 3
            case "ESC J":
                sheet.rows += [0] * order.own[0]
            case "GS v 0":
                sheet.rows += _printed(order, dots, align)
            case "GS V 66 0":
                break
    return sheet.picture()


def hidden_commands(data):
    """Return where a real-time command stands that is not one of ours.

    A printer looks for them in every byte it takes in, whatever it is part of.
    """
    ours = {o.at for o in scan(data) if o.name.startswith("DLE")}
    pairs = (bytes(pair) for pair in pairwise(data))
    return [at for at, pair in enumerate(pairs) if pair in REAL_TIME and at not in ours]


def _order_at(data, at):
    for name, fixed, own in COMMANDS:
        if data.startswith(fixed, at):
            start = at + len(fixed)
            order = Order(name, at, data[start : start + own])
            if len(order.own) < own:
                raise NotAllowed(f"{name} at {at} is cut off")
            return _with_rows(order, data) if name == "GS v 0" else order
    raise NotAllowed(f"{data[at : at + 8].hex(' ')} at {at}")


def _with_rows(order, data):
    start = order.at + 8
    size = order.width_bytes * order.height
    rows = data[start : start + size]
    if len(rows) < size:
        raise NotAllowed(f"the picture at {order.at} is cut off")
    if not size or order.mode > 3:
        raise NotAllowed(f"the picture at {order.at} makes no sense")
    return Order(order.name, order.at, order.own, rows)


def _length(order):
    fixed = next(fixed for name, fixed, _ in COMMANDS if name == order.name)
    return len(fixed) + len(order.own) + len(order.rows)


def _printed(order, dots, align):
    step, wide = order.width_bytes, 2 if order.mode & 1 else 1
    width = step * 8 * wide
    if width > dots:
        raise NotAllowed(f"the picture at {order.at} is wider than the paper")
    right = {0: dots - width, 1: dots - width - (dots - width) // 2, 2: 0}[align]
    for start in range(0, len(order.rows), step):
        bits = "".join(f"{byte:08b}" for byte in order.rows[start : start + step])
        row = int("".join(bit * wide for bit in bits), 2) << right
        yield from [row] * (2 if order.mode & 2 else 1)
