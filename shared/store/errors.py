"""Why the records could not be read or written.

StoreError
├── StoreUnavailable       the database cannot be opened, read or written
│   └── StoreUnreachable   its server does not answer; it may again, by itself
└── OfficeTaken            somebody else has written to this office's records
"""


class StoreError(Exception):
    """The records cannot be used as asked."""


class StoreUnavailable(StoreError):
    """The database cannot be opened, read or written."""


class StoreUnreachable(StoreUnavailable):
    """The database server does not answer, or has not got up yet."""


class OfficeTaken(StoreError):
    """Somebody else has written to this office's records meanwhile."""
