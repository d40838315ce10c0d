"""Packs recordings as IMA ADPCM, for the tools of whoever makes them.

It needs the wheel `soundfile`, which the programs do not.
"""

from pathlib import Path

import soundfile

from shared.sound.samples import RATE, Samples


def pack(path: Path, samples: Samples) -> None:
    """Write *samples* as a packed WAV file.

    Raises:
        OSError: The file cannot be written.
    """
    with (
        path.open("wb") as raw,
        soundfile.SoundFile(
            raw, "w", RATE, channels=1, format="WAV", subtype="IMA_ADPCM"
        ) as file,
    ):
        file.buffer_write(samples.tobytes(), "int16")
