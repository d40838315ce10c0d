"""Why the records could not be read or written.

StoreError
├── StoreUnavailable       the database cannot be opened, read or written
│   ├── StoreUnreachable   its server does not answer; it may again, by itself
│   ├── StoreInUse         another program owns its file
│   ├── StoreDamaged       its file is damaged
│   ├── StoreFull          there is no room left on its disk
│   ├── StoreNewer         a newer program has made it
│   └── StoreUnfit         its tables are none of ours
├── BrokenOff              somebody did not want to wait any longer
├── OfficeTaken            another hub has taken this office
├── OfficeMoved            its records have gone further than was known
├── AnsweredBefore         a wish has an answer in the records
├── StationKnown           there is a station of that name
├── StationUnknown         there is none
├── ClerkKnown             there is a clerk of that name
└── ClerkUnknown           there is none
"""


class StoreError(Exception):
    """The records cannot be used as asked."""


class StoreUnavailable(StoreError):
    """The database cannot be opened, read or written."""


class StoreUnreachable(StoreUnavailable):
    """The database server does not answer, or has not got up yet."""


class StoreInUse(StoreUnavailable):
    """Another program owns the database's file."""


class StoreDamaged(StoreUnavailable):
    """The database's file is damaged."""


class StoreFull(StoreUnavailable):
    """There is no room left on the database's disk."""


class StoreNewer(StoreUnavailable):
    """A newer program has made the database."""

    def __init__(self, where: str, version: str) -> None:
        super().__init__(
            f"{where}: made by a newer version of this program ({version}): install"
            f" that, or restore a copy from before"
        )
        self.version = version


class StoreUnfit(StoreUnavailable):
    """The tables are neither ours nor those of an older program."""

    def __init__(self, where: str, difference: str) -> None:
        super().__init__(
            f"{where}: its tables are not those of this program ({difference}): move"
            f" it aside, or name another database in the settings"
        )
        self.difference = difference


class BrokenOff(StoreError):
    """Somebody did not want to wait any longer; nothing has changed."""


class OfficeTaken(StoreError):
    """Another hub has taken this office meanwhile: it is not ours to write."""


class OfficeMoved(StoreError):
    """The office's records have gone further than was known."""


class AnsweredBefore(StoreError):
    """A wish that was obeyed anew has an answer in the records."""


class StationKnown(StoreError):
    """There is a station of that name, and it may come in."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is a station {name!r} already")
        self.name = name


class StationUnknown(StoreError):
    """No station of that name may come in."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"no station {name!r} may come in: see `motcua-hub station list`, let it in"
            " with `station add`"
        )
        self.name = name


class ClerkKnown(StoreError):
    """There is a clerk of that name, perhaps with other capital letters."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is a clerk {name!r} already")
        self.name = name


class ClerkUnknown(StoreError):
    """There is no clerk of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no clerk {name!r}: see motcua-hub clerk list")
        self.name = name
