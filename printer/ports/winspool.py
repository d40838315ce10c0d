"""The spooler of Windows, winspool.drv, through ctypes. Importable there only."""

import ctypes
import sys
from ctypes import wintypes

assert sys.platform == "win32"

LEVEL = 1


class _DocInfo(ctypes.Structure):
    """DOC_INFO_1W of winspool.h."""

    _fields_ = (
        ("title", wintypes.LPWSTR),
        ("output", wintypes.LPWSTR),
        ("kind", wintypes.LPWSTR),
    )


class Winspool:
    """Calls winspool.drv and turns its refusals into OSError."""

    def __init__(self) -> None:
        library = ctypes.WinDLL("winspool.drv", use_last_error=True)
        self._open = library.OpenPrinterW
        self._start = library.StartDocPrinterW
        self._write = library.WritePrinter
        self._end = library.EndDocPrinter
        self._close = library.ClosePrinter
        handle, number = wintypes.HANDLE, wintypes.DWORD
        self._open.argtypes = (
            wintypes.LPWSTR,
            ctypes.POINTER(handle),
            wintypes.LPVOID,
        )
        self._start.argtypes = (handle, number, ctypes.POINTER(_DocInfo))
        self._write.argtypes = (
            handle,
            wintypes.LPCVOID,
            number,
            ctypes.POINTER(number),
        )
        self._end.argtypes = self._close.argtypes = (handle,)

    def open_printer(self, name: str) -> int:
        handle = wintypes.HANDLE()
        _check(self._open(name, ctypes.byref(handle), None))
        return handle.value or 0

    def start_doc(self, handle: int, title: str, kind: str) -> None:
        # Without a file name the output is the printer's own port.
        _check(self._start(handle, LEVEL, ctypes.byref(_DocInfo(title, None, kind))))

    def write(self, handle: int, data: bytes) -> int:
        taken = wintypes.DWORD()
        _check(self._write(handle, data, len(data), ctypes.byref(taken)))
        return taken.value

    def end_doc(self, handle: int) -> None:
        _check(self._end(handle))

    def close(self, handle: int) -> None:
        _check(self._close(handle))


def _check(done: int) -> None:
    if not done:
        raise ctypes.WinError(ctypes.get_last_error())
