"""The questions about the hall: its zones, services and counters."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from shared.domain.plan import Plan
from shared.office.setup.answers import (
    PRESETS,
    Answers,
    CounterAnswer,
    Preset,
    ServiceAnswer,
    ZoneAnswer,
)
from shared.office.setup.present import with_preset
from shared.office.setup.terminal import Terminal

Plans = Mapping[Preset, Plan]
"""The plan of each preset."""

MOST_COUNTERS = 99


def ask_zones(terminal: Terminal, answers: Answers, plans: Plans) -> Answers:
    """Ask how the hall is laid out: as in a preset, or in zones of its own."""
    words = terminal.words
    options = (
        words.preset_present,
        words.preset_functional,
        words.preset_by_field,
        words.preset_own,
    )
    chosen = terminal.choice(words.preset, options, 0)
    if chosen < len(PRESETS):
        # What was corrected by hand before is not thrown away by an Enter.
        preset = PRESETS[chosen]
        same = preset == "present"
        return answers if same else with_preset(answers, plans[preset], preset)
    count = int(terminal.number(words.zone_count, len(answers.zones), 1, 9))
    before = {zone.id: zone.name for zone in answers.zones}
    ids = [str(place) for place in range(1, count + 1)]
    names = [
        terminal.text(
            words.zone_name.format(zone=id_), before.get(id_, ""), not_empty(terminal)
        )
        for id_ in ids
    ]
    zones = tuple(map(_zone, ids, names))
    return settled(replace(answers, zones=zones))


def ask_services(terminal: Terminal, answers: Answers, plans: Plans) -> Answers:
    """Ask which services there are, and what they are called here."""
    words = terminal.words
    known = known_services(answers, plans)
    terminal.say(
        f"  {words.services_offered}",
        *(f"    {id_}. {service.name}" for id_, service in known.items()),
    )
    offered = [service.id for service in answers.services]
    ids: tuple[str, ...] = ()
    while not ids:
        ids = terminal.digits(words.services_some, offered, list(known))
    services = {id_: known[id_] for id_ in sorted(ids)}
    zones = [zone.id for zone in answers.zones]
    lost = [id_ for id_, each in services.items() if each.zone not in zones]
    for id_ in (
        *lost,
        *terminal.digits(words.services_rename, (), list(services)),
    ):
        name = terminal.text(
            words.service_name.format(service=id_),
            services[id_].name,
            not_empty(terminal),
        )
        zone = services[id_].zone if services[id_].zone in zones else zones[0]
        if len(zones) > 1:
            question = words.service_zone.format(service=id_)
            names = [each.name for each in answers.zones]
            zone = zones[terminal.choice(question, names, zones.index(zone))]
        services[id_] = replace(services[id_], name=name, zone=zone)
    return settled(replace(answers, services=tuple(services.values())))


def ask_counters(terminal: Terminal, answers: Answers, _: Plans) -> Answers:
    """Ask how many counters there are, and who serves what."""
    words = terminal.words
    known = [service.id for service in answers.services]
    names = {service.id: service.name for service in answers.services}
    for each in answers.counters:
        served = ", ".join(names[id_] for id_ in each.serves)
        helped = ", ".join(names[id_] for id_ in each.helps)
        terminal.say(f"    {each.id:>2}: {served}{f' (+ {helped})' if helped else ''}")
    if answers.counters and terminal.yes(words.counters_keep, default=True):
        return answers
    count = int(
        terminal.number(words.counter_count, len(answers.counters), 1, MOST_COUNTERS)
    )
    before = {counter.id: counter for counter in answers.counters}
    terminal.say(*(f"    {each.id}. {each.name}" for each in answers.services))
    counters = []
    for place in range(1, count + 1):
        id_ = str(place)
        usual = (known[(place - 1) % len(known)],)
        counter = before.get(id_) or CounterAnswer(id=id_, serves=usual)
        counters.append(_ask_counter(terminal, counter, known))
    first = [counter.id for counter in counters if counter.priority]
    ids = [counter.id for counter in counters]
    chosen = terminal.digits(words.priority_counters, first, ids)
    return replace(
        answers, counters=tuple(replace(c, priority=c.id in chosen) for c in counters)
    )


def _ask_counter(
    terminal: Terminal, counter: CounterAnswer, known: list[str]
) -> CounterAnswer:
    words = terminal.words
    question = words.counter_serves.format(counter=counter.id)
    while not (serves := terminal.digits(question, counter.serves, known)):
        terminal.say(f"    {words.counter_needs}")
    question = words.counter_helps.format(counter=counter.id)
    others = [id_ for id_ in known if id_ not in serves]
    helps = [id_ for id_ in counter.helps if id_ in others]
    if others:
        helps = list(terminal.digits(question, helps, others))
    moved = serves != counter.serves
    zone = "" if moved else counter.zone
    return replace(counter, serves=serves, helps=tuple(helps), zone=zone)


def known_services(answers: Answers, plans: Plans) -> dict[str, ServiceAnswer]:
    """Return every service there may be, by its digit: those offered, then spare."""
    spare = {
        each.id: ServiceAnswer(id=each.id, name=each.name["vi"], zone=each.zone)
        for each in plans["functional"].services
    }
    mine = {service.id: service for service in answers.services}
    return dict(sorted((spare | mine).items()))


def settled(answers: Answers) -> Answers:
    """Return *answers* without what hangs in the air.

    A service whose zone has gone stands in the first one; a counter no longer serves
    what is not offered, and one that would serve nothing has gone.
    """
    zones = [zone.id for zone in answers.zones]
    services = tuple(
        each if each.zone in zones else replace(each, zone=zones[0])
        for each in answers.services
    )
    known = {service.id for service in services}
    counters = []
    for each in answers.counters:
        serves = tuple(id_ for id_ in each.serves if id_ in known)
        helps = tuple(id_ for id_ in each.helps if id_ in known)
        zone = each.zone if each.zone in zones else ""
        if serves:
            counters.append(replace(each, serves=serves, helps=helps, zone=zone))
    return replace(answers, services=services, counters=tuple(counters))


def not_empty(terminal: Terminal) -> Callable[[str], str | None]:
    """Return what refuses an empty answer."""
    return lambda answer: None if answer else terminal.words.not_empty


def _zone(id_: str, name: str) -> ZoneAnswer:
    return ZoneAnswer(id=id_, name=name)
