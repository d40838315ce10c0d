"""Why a key cannot be had everywhere."""


class HotkeyRefused(Exception):
    """The system does not give the key. Says why, and what to do."""
