"""Why the records could not be read or written.

StoreError
├── StoreUnavailable   the database cannot be opened, read or written
└── OfficeTaken        somebody else has written to this office's records
"""


class StoreError(Exception):
    """The records cannot be used as asked."""


class StoreUnavailable(StoreError):
    """The database cannot be opened, read or written."""


class OfficeTaken(StoreError):
    """Somebody else has written to this office's records meanwhile."""
