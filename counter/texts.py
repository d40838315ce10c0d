"""The words on a clerk's screen. The wording itself is in `config/texts.*.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenTexts:
    """The words on the citizen's own screen."""

    counter: str
    called: str
    serving: str
    free: str
    paused: str
    closed: str
    elsewhere: str
    away: str
    priority: str
    question: str
    about: str
    levels: tuple[str, str, str, str, str]
    """The best first."""

    thanks: str
    next_call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInTexts:
    """The words of the page that asks who works here."""

    title: str
    name: str
    password: str
    enter: str
    erase: str
    checking: str
    locked: str
    hand_over: str
    hand_over_help: str
    hand_over_reason: str
    """Why the counter pauses then; everybody sees it."""

    why: Mapping[str, str]
    """Why a shift was ended, by the code that the hub tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Every text of the counter; braces stand for what is filled in."""

    title: str
    title_bare: str
    """Before the hub has said what the counter is for."""

    online: str
    offline: str
    connecting: str
    offline_note: str
    hub_waits_title: str
    hub_waits_note: str
    barred_title: str
    waiting_for_hub: str
    machine: str
    machine_away: str
    needs_help: str
    """A citizen at that machine has called for staff."""

    clock_wrong: str
    """That machine's clock goes before or after the hub's."""

    paper_low: str
    paper_left: str
    unprinted: str
    unprinted_more: str
    unmerged: str
    """Numbers a kiosk gave while the hub was away that the hub has not taken in."""

    scanner_away: str
    """A kiosk of an office that limits by cards cannot read any."""

    printer_other: str
    sounds: Mapping[str, str]
    """Why a display cannot be heard, by the code that it reports."""

    printers: Mapping[str, str]
    """What is wrong with a printer, by the code that its station reports."""

    excuses: Mapping[str, str]
    """Why the hub waits, by the code that it tells; else it is for its database."""

    notices: Mapping[str, str]
    """What is wrong at the hub, by the code that it tells."""

    connecting_title: str
    connecting_hint: str

    unknown_title: str
    unknown_hint: str

    out_of_service: str
    out_of_service_hint: str

    state_closed: str
    state_paused: str
    state_ready: str
    state_called: str
    state_serving: str

    head_closed: str
    head_paused: str
    head_idle: str
    head_called: str
    head_serving: str
    idle_closed: str
    idle_paused: str
    idle_nobody: str
    idle_waiting: str
    detail: str
    call_number: str
    called_for: str
    served_for: str
    priority: str

    open_counter: str
    call_next: str
    serve: str
    finish: str
    finish_and_call: str
    recall: str
    no_show: str
    recall_in: str
    recall_left: str
    recall_enough: str

    no_show_after: str
    """How often it must still be called before it may be marked missed."""

    steps: Mapping[str, str]
    """What the other buttons say, by the step."""

    reasons: Mapping[str, tuple[str, ...]]
    """The office's usual reasons: for a ``pause``, a ``call`` out of turn, a
    ``walk_in``."""

    own_reason: str
    close_counter: str
    to_service: str
    to_counter: str
    send: str
    send_back: str
    ticket_states: Mapping[str, str]
    without_paper: str
    resume: str
    give_priority: str
    withdraw_priority: str
    cancel: str
    people: str
    ordinary: str
    with_priority: str
    print_desk: str
    print_at: str
    print_nowhere: str
    issued: str
    issued_printing: str
    not_printed: str
    call_help: str
    answer_help: str
    end_help: str

    panels: Mapping[str, str]
    """What is asked, by the question."""

    panel_hints: Mapping[str, str]
    """Which keys there are: in a ``list``, in a field for a ``number`` or for
    ``words``, in a list that ``counts``."""

    field_hints: Mapping[str, str]
    panel_nothing: str

    why_called: str
    called_out_of_turn: str
    note_from: str
    colleague_paused: str
    help_wanted: str
    help_answered: str
    own_help: str
    own_help_answered: str
    today: str
    today_rated: str
    today_help: str
    no_figure: str
    waited_long: str
    full_window: str
    compact_window: str
    practice: str
    practice_short: str
    citizen: CitizenTexts
    log_in: LogInTexts

    waiting: str
    totals: str
    totals_nobody: str
    nobody: str
    more: str
    column_number: str
    column_service: str
    column_waited: str
    column_mark: str
    row_priority: str
    row_helped: str
    row_helped_priority: str
    minutes: str
    under_a_minute: str
    just_now: str

    weekdays: tuple[str, str, str, str, str, str, str]
    """From Monday to Sunday, in the middle of a sentence."""

    on_weekday: str
    on_date: str
    again_from: str
    instead: str

    refusals: Mapping[str, str]
    """A sentence for each code of a refusal; ``other`` for all the rest."""

    why: Mapping[str, str]
    """A sentence for each code of `Why`: why a ticket is next."""
