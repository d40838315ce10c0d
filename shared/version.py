"""Which version of these programs is installed."""

from importlib.metadata import PackageNotFoundError, version


def installed() -> str | None:
    """Return it, such as ``0.2.0``; None where they run without being installed."""
    try:
        return version("motcua")
    except PackageNotFoundError:
        return None
