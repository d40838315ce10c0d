"""The lines of the report, made while they are written."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from shared.domain.plan import Plan
from shared.domain.times import MINUTE
from shared.hub.commands.columns import Line
from shared.hub.equipment import (
    MEMORY,
    Equipment,
    equipment_of,
    open_minutes_of,
    together,
)
from shared.hub.journal import event_in
from shared.hub.plans import Plans
from shared.hub.rollup import DayCount
from shared.hub.sums import is_whole, joined, summed
from shared.store.errors import BrokenOff
from shared.store.reading import Reading

ALL_OFFICES = "Tất cả đơn vị"
FROM_JOURNAL = "Nhật ký"
FROM_TOTALS = "Tổng ngày (số hết hạn gồm cả vắng mặt)"
FROM_NOTHING = "Không có số liệu trong giờ làm việc"


class Lines:
    """What there is to tell of offices and days."""

    def __init__(
        self,
        reading: Reading,
        plans: Plans,
        *,
        within: float,
        reasons: frozenset[str],
        now: int,
    ) -> None:
        """Call *within* so many minutes "in time", and repeat only these *reasons*.

        The names of offices and services, and the working hours, are those of *plans*;
        of an office that is not among them they are not told.
        """
        self._reading = reading
        self._plans = plans
        self._within = within
        self._reasons = reasons
        self._now = now
        self.at = ""
        """How far it is, in words."""

    def of(
        self,
        offices: Sequence[str],
        since: date,
        until: date,
        going: Callable[[], bool],
    ) -> Iterator[Line]:
        """Give the lines of *offices*.

        Of each office its days come first, each with its services after it; then what
        each of its services, and then what the whole office came to. At the end comes
        the same of all offices, if they are many.

        Raises:
            BrokenOff: *going* said no.
            StoreError: The records cannot be read.
        """
        city = Told(ALL_OFFICES)
        for office in offices:
            told = Told(office)
            for line in self._days_of(office, since, until, going):
                told.take(line)
                yield line
            for line in told.sums(self._name(office, until)):
                city.take(line)
                yield line
        if city.parts > 1:
            yield from city.sums(None)

    def _days_of(
        self, office: str, since: date, until: date, going: Callable[[], bool]
    ) -> Iterator[Line]:
        presents = self._reading.presence(office, _before(since), until)
        recorded = set(self._reading.days(office, since, until))
        expected = _expected(one.day for one in presents)
        for day in sorted(recorded | expected):
            if not since <= day <= until:
                continue
            self.at = f"{office} {day}"
            plan = self._plan(office, day)
            hours = plan.hours if plan else None
            minutes = open_minutes_of(hours, day, self._now)
            equipment = equipment_of(presents, day, minutes)
            if day in recorded:
                yield from self._lines_of(office, day, equipment, going)
            elif minutes and equipment:
                # They should have been at work, and nothing was.
                yield Line(
                    office=office,
                    name=self._name(office, day),
                    day=day,
                    figures=joined([]),
                    equipment=equipment,
                    source=FROM_NOTHING,
                )

    def _lines_of(
        self,
        office: str,
        day: date,
        equipment: Equipment | None,
        going: Callable[[], bool],
    ) -> Iterator[Line]:
        count = DayCount(int(self._within * MINUTE), self._reasons)
        for text in self._reading.events(office, day):
            if not going():
                raise BrokenOff("the report was broken off")
            count.take(event_in(text))
        whole, services, source = count.figures(), count.by_service(), FROM_JOURNAL
        totals = self._reading.totals(office, day)
        if not is_whole(whole, summed(totals)):
            whole, source = summed(totals), FROM_TOTALS
            services = {total.service: summed([total]) for total in totals}
        if not services and not equipment:
            return  # counters were opened, and nobody came
        plan, name = self._plan(office, day), self._name(office, day)
        yield Line(
            office=office,
            name=name,
            day=day,
            figures=whole,
            equipment=equipment,
            source=source,
        )
        for service, figures in services.items():
            known = plan.service_by_id.get(service) if plan else None
            yield Line(
                office=office,
                name=name,
                day=day,
                service=service,
                service_name=known.name["vi"] if known else None,
                figures=figures,
                source=source,
            )

    def _plan(self, office: str, day: date) -> Plan | None:
        return self._plans.on(office, day) if office in self._plans else None

    def _name(self, office: str, day: date) -> str | None:
        plan = self._plan(office, day)
        return plan.name["vi"] if plan else None


class Told:
    """The lines of one office so far, or of all offices, for their sums."""

    def __init__(self, office: str) -> None:
        self._office = office
        self._whole: list[Line] = []
        self._services: dict[tuple[str, str], list[Line]] = defaultdict(list)

    @property
    def parts(self) -> int:
        """How many days it is of, or how many offices."""
        return len(self._whole)

    def take(self, line: Line) -> None:
        """Note *line*, of a whole office or of one of its services."""
        if line.service is None:
            self._whole.append(line)
        else:
            # Two offices may have different services of one digit.
            key = (line.service, line.service_name or "")
            self._services[key].append(line)

    def sums(self, name: str | None) -> Iterator[Line]:
        """Give a line for each service, and at the end one of them all."""
        if not self._whole:
            return
        for (service, service_name), lines in sorted(self._services.items()):
            yield Line(
                office=self._office,
                name=name,
                days=_counted(lines),
                service=service,
                service_name=service_name or None,
                figures=joined([line.figures for line in lines]),
                is_total=self._office == ALL_OFFICES,
            )
        yield Line(
            office=self._office,
            name=name,
            days=_counted(self._whole),
            figures=joined([line.figures for line in self._whole]),
            equipment=together([line.equipment for line in self._whole]),
            is_total=self._office == ALL_OFFICES,
        )


def _counted(lines: Iterable[Line]) -> int:
    """Return how many days *lines* are of, but for those without anything."""
    return sum(
        line.source != FROM_NOTHING if line.days is None else line.days
        for line in lines
    )


def _before(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - MEMORY.days))


def _expected(days: Iterable[date]) -> set[date]:
    """Return the days on which equipment may be expected that was there on *days*."""
    return {
        day + timedelta(days=later)
        for day in set(days)
        for later in range(MEMORY.days + 1)
    }
