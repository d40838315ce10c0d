"""An office's own recordings, for tests: tones."""

from display.voice.clips import names
from shared.sound.samples import write
from shared.sound.voices import Voice
from tests.shared.sound.tones import a_tone


def a_voice(folder):
    """Record the voice of the North in *folder*."""
    folder.mkdir(parents=True)
    for name in names(Voice.NORTH):
        write(folder / f"{name}.wav", a_tone())
