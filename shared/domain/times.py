"""Times as the rules count them: milliseconds since 1970 in UTC, days in Vietnam.

Vietnam has kept UTC+7 without summer time since 1975.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


def local(at: int) -> datetime:
    """Return *at* as the time on the wall in Vietnam."""
    return datetime.fromtimestamp(at / 1_000, VIETNAM)


def day_of(at: int) -> date:
    """Return the business day that *at* belongs to."""
    return local(at).date()


def millis(at: datetime) -> int:
    """Return an aware *at* as milliseconds since 1970, UTC."""
    return round((at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(milliseconds=1))


def at_clock(day: date, clock: time) -> int:
    """Return when *clock* is on the wall in Vietnam on *day*."""
    return millis(datetime.combine(day, clock, VIETNAM))
