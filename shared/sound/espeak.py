"""Lets espeak-ng speak, through the library in the wheel `espeakng-loader`.

Only the tool that makes the recordings uses it; no program of the office does.
"""

import ctypes
from array import array

import espeakng_loader

from shared.sound.samples import RATE, Samples

_SYNCHRONOUS = 2
_RATE = 1  # a parameter of speak_lib.h
_CHARACTERS, _UTF8 = 1, 1

_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Espeak:
    """Speaks with one of espeak-ng's voices. One at a time in a process."""

    def __init__(self, voice: str, words_a_minute: int) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        folder = espeakng_loader.get_data_path().encode()
        rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, folder, 0)
        if rate != RATE:
            raise OSError(f"espeak-ng speaks at {rate} Hz, not at {RATE} Hz")
        self._library.espeak_Info.restype = ctypes.c_char_p
        self._heard = array("h")
        # The library keeps no reference of its own.
        self._callback = _Callback(self._hear)
        self._library.espeak_SetSynthCallback(self._callback)
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise OSError(f"espeak-ng has no voice {voice}")
        self._library.espeak_SetParameter(_RATE, words_a_minute, 0)

    @property
    def version(self) -> str:
        """Which espeak-ng it is: ``1.52.0``."""
        return str(self._library.espeak_Info(None).decode())

    def say(self, text: str) -> Samples:
        """Return the samples of *text*, with the silence around it."""
        self._heard = array("h")
        data = text.encode() + b"\0"
        self._library.espeak_Synth(
            data, ctypes.c_size_t(len(data)), 0, _CHARACTERS, 0, _UTF8, None, None
        )
        return self._heard

    def _hear(self, wave: "ctypes._Pointer[ctypes.c_short]", count: int, _: int) -> int:
        # The last call has no samples, and no place where they would be.
        if count:
            self._heard.extend(wave[:count])
        return 0
