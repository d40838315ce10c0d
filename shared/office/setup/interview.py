"""Asks one thing after the other, and lets every answer be corrected at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from shared.config import load
from shared.domain.plan import Plan
from shared.office.setup.answers import PRESETS, Answers, CounterAnswer
from shared.office.setup.documents import hours_in_words
from shared.office.setup.hall import (
    Plans,
    ask_counters,
    ask_services,
    ask_zones,
    not_empty,
)
from shared.office.setup.machine import (
    ask_display,
    ask_hours,
    ask_kiosk,
    ask_others,
    ask_paper,
    ask_printer,
)
from shared.office.setup.present import plan_file
from shared.office.setup.programs import FoundPrinter
from shared.office.setup.terminal import BrokenOff, Terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One line of the summary, and how it is asked."""

    title: str
    ask: Callable[[Answers], Answers]
    shown: Callable[[Answers], str]


@dataclass(slots=True, kw_only=True)
class Interview:
    """Everything that is asked, of one person."""

    terminal: Terminal
    plans: Plans
    find: Callable[[], Sequence[FoundPrinter]]
    """Looks for printers, once."""

    _found: Sequence[FoundPrinter] | None = field(default=None, init=False)

    def hold(self, answers: Answers) -> Answers:
        """Return what was answered, *answers* where Enter was pressed.

        Raises:
            BrokenOff: Nothing is to be changed.
        """
        for place, topic in enumerate(self.topics, 1):
            self.terminal.say("", f"{place}. {topic.title}")
            answers = topic.ask(answers)
        while (topic_to_correct := self._summary(answers)) is not None:
            answers = topic_to_correct.ask(answers)
        return answers

    def _summary(self, answers: Answers) -> Topic | None:
        """Show all answers; return which is to be corrected, None to go on."""
        terminal, words = self.terminal, self.terminal.words
        topics = self.topics
        terminal.say("", words.summary)
        for place, topic in enumerate(topics, 1):
            terminal.say(f"  {place:>2}. {topic.title}: {topic.shown(answers)}")
        if idle := _idle_services(answers):
            terminal.say(f"  !   {words.nobody_serves.format(services=idle)}")

        def wrong(answer: str) -> str | None:
            known = answer in ("g", "b", *(str(n + 1) for n in range(len(topics))))
            return None if known else words.correct

        answer = terminal.text(words.correct, "g", wrong)
        if answer == "b":
            raise BrokenOff
        return None if answer == "g" else topics[int(answer) - 1]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What is asked, in order."""
        terminal, words = self.terminal, self.terminal.words
        plans = self.plans

        def hall(
            ask: Callable[[Terminal, Answers, Plans], Answers],
        ) -> Callable[[Answers], Answers]:
            return lambda answers: ask(terminal, answers, plans)

        def machine(
            ask: Callable[[Terminal, Answers], Answers],
        ) -> Callable[[Answers], Answers]:
            return lambda answers: ask(terminal, answers)

        return (
            Topic(title=words.name, ask=self._name, shown=lambda a: a.office.name),
            Topic(title=words.unit, ask=self._unit, shown=lambda a: a.office.unit),
            Topic(title=words.zones, ask=hall(ask_zones), shown=_zones),
            Topic(title=words.services, ask=hall(ask_services), shown=_services),
            Topic(title=words.counters, ask=hall(ask_counters), shown=_counters),
            Topic(title=words.hours, ask=machine(ask_hours), shown=self._hours),
            Topic(title=words.kiosk, ask=machine(ask_kiosk), shown=self._kiosk),
            Topic(title=words.printer, ask=self._printer, shown=_printer),
            Topic(
                title=words.paper,
                ask=machine(ask_paper),
                shown=lambda a: f"{a.printer.paper_mm} mm",
            ),
            Topic(title=words.display, ask=machine(ask_display), shown=self._display),
            Topic(
                title=words.others,
                ask=machine(ask_others),
                shown=lambda a: self._yes(a.others),
            ),
        )

    def _name(self, answers: Answers) -> Answers:
        terminal, office = self.terminal, answers.office
        name = terminal.text(terminal.words.name, office.name, not_empty(terminal))
        # The key is made anew of another name, as long as it is the sample's.
        return replace(answers, office=replace(office, name=name, id=""))

    def _unit(self, answers: Answers) -> Answers:
        terminal, office = self.terminal, answers.office
        unit = terminal.text(terminal.words.unit, office.unit, not_empty(terminal))
        return replace(answers, office=replace(office, unit=unit))

    def _printer(self, answers: Answers) -> Answers:
        if self._found is None:
            self.terminal.say(self.terminal.words.looking)
            self._found = self.find()
        return ask_printer(self.terminal, answers, self._found)

    def _hours(self, answers: Answers) -> str:
        words = self.terminal.words
        if answers.hours is None:
            return words.hours_keep
        if not answers.hours:
            return words.hours_always
        return hours_in_words(answers.hours).partition(": ")[2]

    def _kiosk(self, answers: Answers) -> str:
        kiosk = answers.kiosk
        size = f'{kiosk.inches:g}"' if kiosk.here else self._yes(kiosk.here)
        return f"{size} ({answers.office.kiosks})"

    def _display(self, answers: Answers) -> str:
        display = answers.display
        if not display.here:
            return self._yes(display.here)
        return f'{display.inches:g}", {display.screen}'

    def _yes(self, so: bool | None) -> str:
        return self.terminal.words.yes if so else self.terminal.words.no


def plans_of(config: Path) -> Plans:
    """Return the plan of each preset.

    Raises:
        ConfigError: A file cannot be used.
    """
    return {preset: load(plan_file(config, preset), Plan) for preset in PRESETS}


def _zones(answers: Answers) -> str:
    return "; ".join(f"{zone.id} {zone.name}" for zone in answers.zones)


def _services(answers: Answers) -> str:
    return "; ".join(f"{each.id} {each.name}" for each in answers.services)


def _counters(answers: Answers) -> str:
    return "; ".join(f"{each.id}: {_desk(each)}" for each in answers.counters)


def _desk(counter: CounterAnswer) -> str:
    helps = f" (+{', '.join(counter.helps)})" if counter.helps else ""
    return f"{', '.join(counter.serves)}{helps}{' ★' if counter.priority else ''}"


def _printer(answers: Answers) -> str:
    printer = answers.printer
    return f"{printer.place} {printer.profile}".strip()


def _idle_services(answers: Answers) -> str:
    """Return the services for which there is no counter."""
    served = {id_ for each in answers.counters for id_ in (*each.serves, *each.helps)}
    idle = [each.name for each in answers.services if each.id not in served]
    return ", ".join(idle)
