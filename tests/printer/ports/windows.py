"""Windows' side of the ports: a COM line and a spooler, as objects of this process."""

import serial

from shared.clock import stopwatch

TAKEN_AT_ONCE = 64


class ComLine:
    """A serial line as pyserial shows it under Windows with write_timeout = 0.

    A write is accepted whole; `out_waiting` says how much of it is still here.
    """

    is_open = False
    cts = dsr = True

    def __init__(self, there, holders):
        """Lead to the machine in *there*; *holders* are the lines that are open."""
        self._there = there
        self._holders = holders
        self._queue = b""
        self._heard = b""

    def open(self):
        # In these words, and without a number, pyserial reports it there.
        if not self._there:
            raise serial.SerialException(
                "could not open port 'COM3': FileNotFoundError(2, 'The system cannot "
                "find the file specified.', None, 2)"
            )
        if self._holders:
            raise serial.SerialException(
                "could not open port 'COM3': PermissionError(13, 'Access is denied.', "
                "None, 5)"
            )
        self._holders.append(self)
        self._queue = self._heard = b""
        self.is_open = True

    def close(self):
        self.is_open = False
        if self in self._holders:
            self._holders.remove(self)

    @property
    def out_waiting(self):
        self._carry()
        return len(self._queue)

    @property
    def in_waiting(self):
        self._carry()
        return len(self._heard)

    def write(self, data):
        assert not self._queue, "Windows has one write under way at a time"
        self._queue = data
        return len(data)

    def read(self, size):
        data, self._heard = self._heard[:size], self._heard[size:]
        return data

    def reset_output_buffer(self):
        self._queue = b""

    def _carry(self):
        if not self._there:
            raise serial.SerialException("ClearCommError failed (device is gone)")
        [machine] = self._there
        taken = machine.take(self._queue[:TAKEN_AT_ONCE], stopwatch())
        self._queue = self._queue[taken:]
        self._heard += machine.said(stopwatch())


class DeskSpooler:
    """A spooler that keeps its documents in a list."""

    def __init__(self, *names, takes=1_000):
        self.names = names
        self.takes = takes
        self.documents = []
        self.handles = {}
        self._paper = b""

    def open_printer(self, name):
        if name not in self.names:
            raise windows_error(1801, "The printer name is invalid.")
        self.handles[len(self.handles) + 1] = name
        return len(self.handles)

    def start_doc(self, handle, title, kind):
        assert kind == "RAW"
        self._paper = b""

    def write(self, handle, data):
        self._paper += data[: self.takes]
        return min(len(data), self.takes)

    def end_doc(self, handle):
        self.documents.append(self._paper)

    def close(self, handle):
        self.handles[handle] = None


def windows_error(number, words):
    error = OSError(words)
    error.winerror = number
    return error
