"""Recordings in a quarter of their room: WAV files packed as IMA ADPCM.

A station with many sentences keeps them so. They sound the same, and any program
that plays WAV plays them.
"""

from array import array
from pathlib import Path

from shared.sound import samples
from shared.sound.errors import ClipUnusable
from shared.sound.samples import RATE, Samples

_TAG, _IMA_ADPCM = slice(20, 22), b"\x11\x00"
_CHANNELS, _RATE = slice(22, 24), slice(24, 28)
_FORM = (b"\x01\x00", RATE.to_bytes(4, "little"))


def read(path: Path) -> Samples:
    """Return the samples of a WAV file, packed or not.

    Raises:
        ClipUnusable: It is missing, no WAV file, or in another format.
    """
    try:
        head = path.read_bytes()[:28]
    except OSError:
        return samples.read(path)
    if head[_TAG] != _IMA_ADPCM:
        return samples.read(path)
    if (head[_CHANNELS], head[_RATE]) != _FORM:
        raise ClipUnusable(path, f"packed, but not as 1 channel, {RATE} Hz")
    return _unpacked(path)


def _unpacked(path: Path) -> Samples:
    # Only who has packed sound waits for the library.
    try:
        import miniaudio
    except ImportError as error:
        raise ClipUnusable(path, f"install miniaudio: {error}") from error
    try:
        sound = miniaudio.decode_file(
            str(path),
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
        )
    except miniaudio.MiniaudioError as error:
        raise ClipUnusable(path, f"packed, but broken ({error})") from error
    return array("h", sound.samples)
