"""The loudspeakers of this machine, through miniaudio."""

import atexit
import sys
from collections.abc import Generator
from pathlib import Path

import miniaudio

from shared.sound.errors import NoSpeaker
from shared.sound.samples import RATE
from shared.sound.speaker import Ask, Side, on_side

PERIOD_MILLISECONDS, PERIODS = 100, 4
"""What is handed over ahead: a slow PC may pause that long and is not heard to."""

NO_CARD = "no sound card found: is the loudspeaker or the HDMI cable plugged in?"
_LINUX_CARDS = Path("/dev/snd")


class MachineSpeaker:
    """An output of the machine; *silent* plays nowhere, at the same pace."""

    def __init__(
        self, *, name: str = "", side: Side = Side.BOTH, silent: bool = False
    ) -> None:
        """Open the output whose name has *name* in it, or the machine's usual one.

        Raises:
            NoSpeaker: There is none, or another program keeps it.
        """
        backends = [miniaudio.Backend.NULL] if silent else _backends()
        if not backends:
            raise NoSpeaker(NO_CARD)
        self._side = side
        try:
            self._line = _Line(backends, _id_of(name, backends) if name else None, side)
        except miniaudio.MiniaudioError as error:
            raise NoSpeaker(f"{NO_CARD} ({_reason(error)})") from error

    def start(self, ask: Ask) -> None:
        answers = self._answers(ask)
        next(answers)
        try:
            self._line.start(answers)
        except miniaudio.MiniaudioError as error:
            raise NoSpeaker(f"it does not start ({_reason(error)})") from error

    def close(self) -> None:
        self._line.close()

    def _answers(self, ask: Ask) -> Generator[bytes, int, None]:
        """Give miniaudio what it asks for."""
        count = yield b""
        while True:
            count = yield on_side(ask(count), self._side).tobytes()


class _Line(miniaudio.PlaybackDevice):
    """A device that gives all back when it closes, also when it could not open.

    The library keeps the context of every device it ever tried, so a machine that
    looks for its loudspeaker twice a minute would grow for ever.
    """

    def __init__(
        self, backends: list[miniaudio.Backend], id_: object | None, side: Side
    ) -> None:
        self._context: object = None
        try:
            super().__init__(
                nchannels=1 if side is Side.BOTH else 2,
                sample_rate=RATE,
                buffersize_msec=PERIOD_MILLISECONDS,
                callback_periods=PERIODS,
                device_id=id_,
                backends=backends,
                app_name="motcua",
            )
        except miniaudio.MiniaudioError:
            self.close()
            raise
        # An interpreter that ends would wait for ever for a thread that asks it.
        atexit.register(self.close)

    def close(self) -> None:
        atexit.unregister(self.close)
        super().close()
        context, self._context = self._context, None
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)


def output_names() -> list[str]:
    """Return the names of the machine's outputs.

    Raises:
        NoSpeaker: There are none.
    """
    names = [name for name, _ in _devices(_backends())]
    if not names:
        raise NoSpeaker(NO_CARD)
    return names


def _id_of(name: str, backends: list[miniaudio.Backend]) -> object:
    found = _devices(backends)
    for known, id_ in found:
        if name.casefold() in known.casefold():
            return id_
    names = ", ".join(known for known, _ in found) or "none"
    raise NoSpeaker(f"no output has {name!r} in its name; there is {names}")


def _devices(backends: list[miniaudio.Backend]) -> list[tuple[str, object]]:
    try:
        found = miniaudio.Devices(backends).get_playbacks() if backends else []
    except miniaudio.MiniaudioError as error:
        raise NoSpeaker(NO_CARD) from error
    return [(each["name"], each["id"]) for each in found]


def _backends() -> list[miniaudio.Backend]:
    """Return the ways to sound there are, the best first, without the silent one."""
    none = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
    if sys.platform == "linux" and not any(_LINUX_CARDS.glob("pcm*p")):
        # Without a card ALSA says so in twenty lines each time it is asked.
        none.add(miniaudio.Backend.ALSA)
    found = set(miniaudio.get_enabled_backends()) - none
    return sorted(found, key=lambda backend: backend.value)


def _reason(error: miniaudio.MiniaudioError) -> str:
    return " ".join(map(str, error.args))
