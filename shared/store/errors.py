"""Why the records could not be read or written.

StoreError
├── StoreUnavailable       the database cannot be opened, read or written
│   ├── StoreUnreachable   its server does not answer; it may again, by itself
│   ├── StoreInUse         another program owns its file
│   ├── StoreDamaged       its file is damaged
│   ├── StoreFull          there is no room left on its disk
│   ├── StoreForbidden         its user may not do that
│   ├── StoreNewer         a newer program has made it
│   └── StoreUnfit         its tables are none of ours
├── BrokenOff              somebody did not want to wait any longer
├── OfficeTaken            another hub has taken this office
├── OfficeMoved            its records have gone further than was known
├── AnsweredBefore         a wish has an answer in the records
├── OfficeMissing          the records hold nothing of an office
├── OfficeOwned            a hub is at work on an office that is to move
├── OfficeThere            an office is to move to where something of it is already
├── MovedWrong             what came there is not what was given
├── StationKnown           there is a station of that name
├── StationUnknown         there is none
├── ClerkKnown             there is a clerk of that name
└── ClerkUnknown           there is none
"""

from collections.abc import Sequence


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


class StoreForbidden(StoreUnavailable):
    """The server lets its user in, but not do what is needed."""


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


class OfficeMissing(StoreError):
    """The records hold nothing of an office."""

    def __init__(self, office: str, known: Sequence[str]) -> None:
        super().__init__(
            f"no office {office!r} in the records; there: {', '.join(known)}"
            if known
            else "the records are of no office yet"
        )
        self.office = office


class OfficeOwned(StoreError):
    """A hub is at work on an office that is to move."""

    def __init__(self, office: str, where: str) -> None:
        super().__init__(
            f"{where}: a hub is at work on {office}: stop all that serve it there, or"
            f" take its plan out of their folders, and move then"
        )
        self.office = office


class OfficeThere(StoreError):
    """An office is to move to a database that holds something of it already."""

    def __init__(self, office: str, where: str) -> None:
        super().__init__(
            f"{where} holds records of {office} already: if it was moved before, name"
            f" that database in config/hub.toml; if not, move to another"
        )
        self.office = office


class MovedWrong(StoreError):
    """A database does not give back what it was given; nothing was kept."""

    def __init__(self, office: str, table: str, where: str) -> None:
        super().__init__(
            f"{where} does not give back the {table} of {office} as they were: nothing"
            f" was kept there, stay with the old records and see to that server"
        )
        self.table = table


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
