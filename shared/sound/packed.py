"""Recordings in a quarter of their room: WAV files packed as IMA ADPCM.

A station with many sentences keeps them so, on its disk and in its memory. They sound
the same, and any program that plays WAV plays them.
"""

from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path

from shared.sound import samples
from shared.sound.errors import ClipUnusable
from shared.sound.samples import RATE, Samples

_TAG, _IMA_ADPCM = slice(20, 22), b"\x11\x00"
_CHANNELS, _RATE = slice(22, 24), slice(24, 28)
_FORM = (b"\x01\x00", RATE.to_bytes(4, "little"))


class Shelf(Mapping[str, Samples]):
    """The recordings of a folder by their names, unpacked when they are wanted."""

    def __init__(self, folder: Path) -> None:
        """Look at every recording in *folder* once.

        Raises:
            ClipUnusable: One of them cannot be played.
        """
        self._kept = {path.stem: _kept(path) for path in sorted(folder.glob("*.wav"))}

    def __getitem__(self, name: str) -> Samples:
        kept = self._kept[name]
        return _unpacked(kept) if isinstance(kept, bytes) else kept

    def __contains__(self, name: object) -> bool:
        return name in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def read(path: Path) -> Samples:
    """Return the samples of a WAV file, packed or not.

    Raises:
        ClipUnusable: It is missing, no WAV file, or in another format.
    """
    kept = _kept(path)
    return _unpacked(kept) if isinstance(kept, bytes) else kept


def _kept(path: Path) -> "bytes | Samples":
    """Return a recording as it is kept: the whole file if that is packed."""
    try:
        data = path.read_bytes()
    except OSError:
        return samples.read(path)
    if data[_TAG] != _IMA_ADPCM:
        return samples.read(path)
    if (data[_CHANNELS], data[_RATE]) != _FORM:
        raise ClipUnusable(path, f"packed, but not as 1 channel, {RATE} Hz")
    try:
        _unpacked(data)
    except ImportError as error:
        raise ClipUnusable(path, f"install miniaudio: {error}") from error
    except ValueError as error:
        raise ClipUnusable(path, f"packed, but broken ({error})") from error
    return data


def _unpacked(data: bytes) -> Samples:
    # Only who has packed sound waits for the library.
    import miniaudio

    try:
        sound = miniaudio.decode(
            data,
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
        )
    except miniaudio.MiniaudioError as error:
        raise ValueError(str(error)) from error
    return array("h", sound.samples)
