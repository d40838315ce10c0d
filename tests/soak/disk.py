"""A disk that forgets: what was not synced when the power goes may be lost or torn.

SQLite runs on it through apsw. Every write since a file's last sync is kept,
forgotten or torn by itself, whatever came before or after it.
"""

from dataclasses import dataclass, field

import apsw

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""


class PowerLost(apsw.IOError):
    """The machine is dark; nothing can be read or written any more."""


@dataclass(slots=True)
class File:
    """A file as programs see it, and as it would be after a power cut."""

    now: bytearray = field(default_factory=bytearray)
    synced: bytes = b""
    pending: list = field(default_factory=list)
    """Writes since the last sync: offset and bytes; or a length to be cut to."""

    def write(self, data, offset):
        self.pending.append((offset, bytes(data)))
        _put(self.now, data, offset)

    def cut(self, length):
        self.pending.append((length, None))
        del self.now[length:]

    def sync(self):
        self.synced, self.pending = bytes(self.now), []

    def after_power_cut(self, random):
        """Return what is left of it; *random* decides over each pending write."""
        left = bytearray(self.synced)
        for offset, data in random.sample(self.pending, len(self.pending)):
            fate = random.choice(["kept", "kept", "forgotten", "torn"])
            if fate == "forgotten":
                continue
            if data is None:
                del left[offset:]
                continue
            torn_at = random.randrange(len(data)) // SECTOR * SECTOR
            _put(left, data if fate == "kept" else data[:torn_at], offset)
        return bytes(left)


class Disk:
    """Files by name, and power for so many operations more."""

    def __init__(self, name):
        self.files = {}
        self.vfs = Vfs(self, name)
        self.power = float("inf")
        self.used = 0

    def spend(self):
        """Use power for one operation.

        Raises:
            PowerLost: There is none left.
        """
        if self.used >= self.power:
            raise PowerLost
        self.used += 1

    def after_power_cut(self, random):
        """Return what a machine finds that starts again: bytes by file name."""
        return {name: file.after_power_cut(random) for name, file in self.files.items()}


class Vfs(apsw.VFS):
    """SQLite's way to the disk; in use from the moment it is made."""

    def __init__(self, disk, name):
        super().__init__(name, base="")
        self.name = name
        self._disk = disk

    def xOpen(self, name, flags):
        flags[1] = flags[0]
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        return Handle(self._disk, self._disk.files.setdefault(path, File()))

    def xDelete(self, name, _sync_folder):
        self._disk.spend()
        self._disk.files.pop(name, None)

    def xAccess(self, name, _flags):
        return bool(self._disk.files.get(name, File()).now)


class Handle:
    """An open file. Only one program uses the disk, so nothing is ever locked."""

    def __init__(self, disk, file):
        self._disk, self._file = disk, file

    def xRead(self, amount, offset):
        self._disk.spend()
        return bytes(self._file.now[offset : offset + amount])

    def xWrite(self, data, offset):
        self._disk.spend()
        self._file.write(data, offset)

    def xTruncate(self, length):
        self._disk.spend()
        self._file.cut(length)

    def xSync(self, _flags):
        self._disk.spend()
        self._file.sync()

    def xFileSize(self):
        return len(self._file.now)

    def xSectorSize(self):
        return SECTOR

    def xDeviceCharacteristics(self):
        # What SQLite takes every disk for: a torn write harms nothing beside it.
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xFileControl(self, _operation, _pointer):
        return False

    def xLock(self, _level):
        pass

    def xUnlock(self, _level):
        pass

    def xCheckReservedLock(self):
        return False

    def xClose(self):
        pass


def _put(content, data, offset):
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data
