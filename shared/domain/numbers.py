"""The numbers on the tickets: one sequence for each service and business day."""

from shared.domain.plan import Service

BLOCK = 100


def next_in_sequence(last: int, kiosks: int) -> int:
    """Return what follows *last*, leaving out the blocks of the plan's kiosks.

    Kiosk 1 owns 901-999 of every service, kiosk 2 801-899, up to kiosk 4: they
    give these by themselves while the hub is away.
    """
    following = last + 1
    while in_a_block(following, kiosks):
        following += 1
    return following


def number_of(service: Service, sequence: int, style: str) -> str:
    """Return the number people read: ``1007``, or ``A007`` in that style.

    Past 999 it grows (``31000``), it never wraps.
    """
    head = service.letter if style == "A001" else service.id
    return f"{head}{sequence:03d}"


def sequence_of(number: str) -> int:
    """Return the place of *number* in its service's sequence."""
    return int(number[1:])


def block_of(kiosk: int) -> range:
    """Return the places in every sequence that kiosk 1, 2, 3 or 4 gives by itself."""
    hundred = (10 - kiosk) * BLOCK
    return range(hundred + 1, hundred + BLOCK)


def in_a_block(number: int, kiosks: int) -> bool:
    """Return whether this place of a sequence belongs to one of the plan's kiosks."""
    hundred, rest = divmod(number, BLOCK)
    return rest > 0 and 10 - kiosks <= hundred <= 9
