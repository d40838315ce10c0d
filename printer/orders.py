"""What each printing command of ESC/POS wants of the pen, as tables of functions.

A function takes the pen and the bytes after the command's name, and returns the
rows that come out of the head. Nothing here answers, cuts or waits.
"""

from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from printer import codes
from printer.letters import Style, cell
from printer.pen import Pen
from printer.reading import Command

Rows = list[int]
Order = Callable[[Pen, bytes], Rows | None]

TAB = 8
ABOVE, BELOW = 1, 2


def obey(pen: Pen, command: Command) -> Rows | None:
    """Return the rows that *command* prints, None if it is not known here."""
    order = ORDERS.get(command.name)
    try:
        return order(pen, command.rest) if order else None
    except (ValueError, IndexError):
        # A picture of no size, a code that is too long: printed as nothing.
        return []


def _number(rest: bytes) -> int:
    """Return the first byte; many settings may be written as a digit instead."""
    return rest[0] - 48 if rest[0] >= 48 else rest[0]


def _word(rest: bytes) -> int:
    return rest[0] + 256 * rest[1]


def _set(name: str, value: Callable[[bytes], object]) -> Order:
    def order(pen: Pen, rest: bytes) -> Rows:
        setattr(pen.state, name, value(rest))
        return []

    return order


def _style(name: str, value: Callable[[bytes], int]) -> Order:
    def order(pen: Pen, rest: bytes) -> Rows:
        changes: dict[str, int] = {name: value(rest)}
        pen.state.style = replace(pen.state.style, **changes)  # type: ignore[arg-type]  # a bool is an int
        return []

    return order


def _mode(pen: Pen, rest: bytes) -> Rows:
    bits = rest[0]
    pen.state.style = Style(
        font=bits & 1,
        bold=bool(bits & 8),
        high=2 if bits & 16 else 1,
        wide=2 if bits & 32 else 1,
        underline=1 if bits & 128 else 0,
        inverted=pen.state.style.inverted,
    )
    return []


def _size(pen: Pen, rest: bytes) -> Rows:
    wide, high = (rest[0] >> 4 & 7) + 1, (rest[0] & 7) + 1
    pen.state.style = replace(pen.state.style, wide=wide, high=high)
    return []


def _go_to(pen: Pen, at: int) -> Rows:
    pen.at = max(0, min(at, pen.room))
    return []


def _tab(pen: Pen, _rest: bytes) -> Rows:
    across = pen.state.style.size[0]
    every = [TAB * place for place in range(1, pen.dots // TAB)]
    stops = [stop * across for stop in pen.state.tabs or every]
    return _go_to(pen, next((stop for stop in stops if stop > pen.at), pen.at))


def _lines(pen: Pen, rest: bytes) -> Rows:
    return pen.end_line(pen.state.spacing * rest[0])


def _motion(pen: Pen, rest: bytes) -> Rows:
    return pen.end_line(pen.rows_in(rest[0]))


def _columns(pen: Pen, rest: bytes) -> Rows:
    """`ESC *`: bits in columns, with 8 or 24 dots, at full or half density."""
    high = 24 if rest[0] & 32 else 8
    image = _upright(rest[3:], _word(rest[1:]), high)
    # At low density a dot is as wide as two; eight dots are as high as 24.
    wide = image.width * (1 if rest[0] & 1 else 2)
    pen.put(image.resize((wide, 24)))
    return []


def _upright(data: bytes, wide: int, high: int) -> Image.Image:
    """Return columns of bits, one after the other, as a picture."""
    lying = Image.frombytes("1", (high, wide), data[: wide * high // 8])
    return lying.transpose(Image.Transpose.TRANSPOSE)


def _graphics(pen: Pen, rest: bytes) -> Rows | None:
    """`GS ( L` and `GS 8 L`, from the m on: a picture is kept, then printed."""
    match rest[1:2]:
        case b"\x02" | b"\x32":
            graphic, pen.state.graphic = pen.state.graphic, None
            return pen.alone(graphic) if graphic else []
        case b"p" | b"q":
            wide, high, dots = _word(rest[6:]), _word(rest[8:]), rest[10:]
            if rest[1:2] == b"q":
                image = _upright(dots, wide, (high + 7) // 8 * 8)
                image = image.crop((0, 0, wide, high))
            else:
                image = Image.frombytes("1", (wide, high), dots)
            pen.state.graphic = image.resize((wide * rest[3], high * rest[4]))
            return []
        case _:
            return None


def _symbol(pen: Pen, rest: bytes) -> Rows | None:
    """`GS ( k`, from the kind on: a QR code is prepared, then printed."""
    state = pen.state
    match rest[:2], rest[2:]:
        case b"1A", _:
            pass
        case b"1C", more:
            state.code_module = max(1, more[0])
        case b"1E", more:
            state.code_level = more[0]
        case b"1P", more:
            state.code = more[1:]
        case b"1Q", _:
            return pen.alone(codes.qr(state.code, state.code_module, state.code_level))
        case _:
            return None
    return []


def _bars(pen: Pen, rest: bytes) -> Rows:
    state, kind, payload = pen.state, rest[0], rest[2:]
    if kind < codes.UPC_A:
        kind, payload = kind + codes.UPC_A, rest[1:-1]
    image = codes.bars(kind, payload, state.bar_module, state.bar_height)
    words = _words(codes.words_of(kind, payload), image.width)
    parts = [words] if state.bar_words & ABOVE else []
    parts += [image] + ([words] if state.bar_words & BELOW else [])
    return [row for part in parts for row in pen.alone(part)]


def _words(words: str, wide: int) -> Image.Image:
    across, down = Style().size
    image = Image.new("L", (max(wide, len(words) * across), down))
    start = (image.width - len(words) * across) // 2
    for place, letter in enumerate(words):
        image.paste(cell(letter, Style()), (start + place * across, 0))
    return image


def _drop(pen: Pen, _rest: bytes) -> Rows:
    pen.drop()
    return []


def _nothing(_pen: Pen, _rest: bytes) -> Rows:
    return []


def _long(pen: Pen, rest: bytes) -> Rows | None:
    """`GS (`, a letter and a length of two bytes."""
    match rest[:1]:
        case b"L":
            return _graphics(pen, rest[3:])
        case b"k":
            return _symbol(pen, rest[3:])
        case _:
            return None


ORDERS: dict[bytes, Order] = {
    b"\n": lambda pen, _: pen.end_line(pen.state.spacing),
    b"\f": lambda pen, _: pen.end_line(pen.state.spacing),
    b"\r": _nothing,
    b"\0": _nothing,
    b"\t": _tab,
    b"\x18": _drop,
    b"\x1bJ": _motion,
    b"\x1bd": _lines,
    b"\x1b*": _columns,
    b"\x1d(": _long,
    b"\x1d8": lambda pen, rest: _graphics(pen, rest[5:]),
    b"\x1dk": _bars,
    b"\x1b$": lambda pen, rest: _go_to(pen, _word(rest)),
    b"\x1b\\": lambda pen, rest: _go_to(
        pen, pen.at + int.from_bytes(rest, "little", signed=True)
    ),
    b"\x1b!": _mode,
    b"\x1d!": _size,
    b"\x1bM": _style("font", lambda rest: _number(rest) % 48 % 3),
    b"\x1bE": _style("bold", lambda rest: bool(rest[0] & 1)),
    b"\x1bG": _style("bold", lambda rest: bool(rest[0] & 1)),
    b"\x1b-": _style("underline", lambda rest: _number(rest) % 3),
    b"\x1dB": _style("inverted", lambda rest: bool(rest[0] & 1)),
    b"\x1ba": _set("align", lambda rest: _number(rest) % 3),
    b"\x1bt": _set("page", lambda rest: rest[0]),
    b"\x1bR": _set("country", lambda rest: rest[0]),
    b"\x1b ": _set("apart", lambda rest: rest[0]),
    b"\x1bD": _set("tabs", lambda rest: tuple(rest[:-1])),
    b"\x1b2": _set("spacing", lambda _: 30),
    b"\x1dL": _set("margin", _word),
    b"\x1dW": _set("width", _word),
    b"\x1dP": _set("unit", lambda rest: rest[1]),
    b"\x1dh": _set("bar_height", lambda rest: rest[0] or 1),
    b"\x1dw": _set("bar_module", lambda rest: rest[0] or 1),
    b"\x1dH": _set("bar_words", _number),
    b"\x1b3": lambda pen, rest: _set("spacing", lambda _: pen.rows_in(rest[0]))(
        pen, rest
    ),
    # Kanji, colours, fonts of bar codes and the like: nothing to see.
    **dict.fromkeys((b"\x1c.", b"\x1c&", b"\x1cC", b"\x1cS", b"\x1c-"), _nothing),
    **dict.fromkeys((b"\x1b{", b"\x1bp", b"\x1bc", b"\x1b=", b"\x1bU"), _nothing),
    **dict.fromkeys((b"\x1df", b"\x1b4", b"\x10\x04", b"\x10\x05"), _nothing),
    **dict.fromkeys((b"\x1c(", b"\x1br", b"\x1d:"), _nothing),
}
