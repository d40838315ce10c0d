import pytest

from kiosk.access import ANSWER_SECONDS, HELP_SECONDS, Access
from kiosk.comfort import Asking
from kiosk.patience import Patience
from kiosk.picture import Screen
from kiosk.reporting import Reporter
from kiosk.texts import texts_of
from kiosk.viewmodel import KioskViewModel
from printer.jobs import JobState
from tests.kiosk.builders import TOO_LATE_TO_UNDO, a_job, an_answer, give

THREE = ("vi", "en", "fr")


@pytest.fixture
def polyglot(qtbot, link, clock, settings, tmp_path):
    """A kiosk with a third language, made up by an office."""
    path = tmp_path / "texts.fr.toml"
    english = settings.texts["en"].read_text(encoding="utf-8")
    words = english.replace('language_name = "English"', 'language_name = "Français"')
    path.write_text(words, encoding="utf-8")
    texts = texts_of({**settings.texts, "fr": path})
    kiosk = KioskViewModel(link, clock, texts, languages=THREE)
    link.come_online()
    return kiosk


@pytest.fixture
def waiting(qtbot, link, clock, texts):
    """A kiosk at which idle time is over at once, and that waits for an answer."""
    clock.advance(TOO_LATE_TO_UNDO)
    moment = Patience(idle=0.01, thanks=0.01, noting=0.01)
    kiosk = KioskViewModel(link, clock, texts, patience=moment)
    link.come_online()
    return kiosk


def asking(kiosk):
    return kiosk.picture.comfort.asking


def test_three_languages_are_offered_by_their_own_names(polyglot):
    polyglot.choosing.change_language()

    assert asking(polyglot) is Asking.LANGUAGE
    names = [language.name for language in polyglot.picture.comfort.languages]
    assert names == ["Tiếng Việt", "English", "Français"]


def test_a_chosen_language_is_spoken(polyglot):
    polyglot.choosing.change_language()

    polyglot.choosing.speak("fr")

    assert polyglot.picture.language == "fr"
    assert asking(polyglot) is Asking.NOTHING


def test_a_language_nobody_has_is_not_spoken(polyglot):
    polyglot.choosing.speak("xx")

    assert polyglot.picture.language == "vi"


def test_two_languages_need_no_list(kiosk):
    kiosk.choosing.change_language()

    assert kiosk.picture.language == "en"
    assert asking(kiosk) is Asking.NOTHING


def test_the_paper_is_the_same_in_every_language(polyglot, link, qtbot):
    polyglot.choosing.speak("fr")
    polyglot.choosing.choose("1")
    polyglot.agree()

    with qtbot.waitSignal(polyglot.slip_ready) as printed:
        link.answer(an_answer(link.hall))

    assert printed.args[1].heading.startswith("SỐ THỨ TỰ")


def test_large_type_and_a_low_screen_are_turned_on_and_off(kiosk):
    kiosk.access.toggle_large()
    kiosk.access.toggle_low()
    both = kiosk.picture.comfort
    kiosk.access.toggle_large()
    kiosk.access.toggle_low()

    assert (both.large, both.low) == (True, True)
    assert kiosk.picture.comfort.usual


@pytest.mark.parametrize("turn", ["toggle_large", "toggle_low"])
def test_the_next_citizen_finds_the_usual_screen(hasty, qtbot, turn):
    getattr(hasty.access, turn)()
    assert not hasty.picture.comfort.usual

    qtbot.waitUntil(lambda: hasty.picture.comfort.usual)


def test_whoever_takes_a_number_leaves_the_usual_screen(kiosk, link):
    kiosk.access.toggle_large()
    give(kiosk, link)
    kiosk.slip_moved(a_job(), "ready")

    kiosk.finish()

    assert kiosk.picture.comfort.usual


def test_before_a_choice_is_wiped_the_citizen_is_asked(waiting, qtbot):
    waiting.choosing.choose("1")

    qtbot.waitUntil(lambda: asking(waiting) is Asking.MORE_TIME)

    assert waiting.picture.screen is Screen.CONFIRM


@pytest.mark.parametrize("touch", ["toggle_priority", "change_language"])
def test_before_a_mark_or_language_is_wiped_the_citizen_is_asked(waiting, qtbot, touch):
    getattr(waiting.choosing, touch)()

    qtbot.waitUntil(lambda: asking(waiting) is Asking.MORE_TIME)


@pytest.mark.parametrize(
    ("job", "screen"),
    [(a_job(), Screen.TAKE), (a_job(JobState.QUEUED), Screen.UNPRINTED)],
)
def test_before_a_number_goes_the_citizen_is_asked(waiting, link, qtbot, job, screen):
    give(waiting, link)

    waiting.slip_moved(job, "paper_out")

    qtbot.waitUntil(lambda: asking(waiting) is Asking.MORE_TIME)
    assert waiting.picture.screen is screen


def test_nobody_is_asked_where_nothing_was_touched(waiting):
    assert not waiting._visiting._leave.isActive()


def test_whoever_needs_more_time_has_as_much_again(link, clock, texts, qtbot):
    kiosk = KioskViewModel(link, clock, texts, patience=Patience(thanks=0.01))
    link.come_online()
    give(kiosk, link)
    clock.advance(TOO_LATE_TO_UNDO)
    kiosk.slip_moved(a_job(), "ready")
    qtbot.waitUntil(lambda: asking(kiosk) is Asking.MORE_TIME)

    kiosk.access.stay()

    assert kiosk.picture.screen is Screen.TAKE
    assert asking(kiosk) is Asking.NOTHING
    assert kiosk._visiting._leave.interval() == 30_000


def test_whoever_is_done_leaves_at_once(waiting, qtbot):
    waiting.choosing.choose("1")
    qtbot.waitUntil(lambda: asking(waiting) is Asking.MORE_TIME)

    waiting.access.leave()

    assert waiting.picture.screen is Screen.HOME
    assert asking(waiting) is Asking.NOTHING


def test_the_question_stays_for_15_seconds():
    assert ANSWER_SECONDS == 15
    assert Access()._answer.interval() == 15_000


def test_without_a_question_no_time_is_shorter_than_30_seconds(kiosk, link):
    kiosk.choosing.choose("1")

    assert kiosk._visiting._leave.interval() == 30_000


def test_news_of_the_paper_answers_the_question(waiting, link, qtbot):
    give(waiting, link)
    waiting.slip_moved(a_job(JobState.QUEUED), "paper_out")
    qtbot.waitUntil(lambda: asking(waiting) is Asking.MORE_TIME)

    waiting.slip_moved(a_job(), "ready")

    assert waiting.picture.screen is Screen.TAKE
    assert asking(waiting) is Asking.NOTHING


def test_called_staff_are_told_once(kiosk, link):
    reporter = Reporter(link)
    kiosk.access.help_changed.connect(reporter.note_help)

    kiosk.access.call_help()
    kiosk.access.call_help()

    assert [report.needs_help for report in link.reports] == [True]
    assert asking(kiosk) is Asking.HELP


def test_staff_who_have_come_end_the_call(kiosk, link):
    reporter = Reporter(link)
    kiosk.access.help_changed.connect(reporter.note_help)
    kiosk.access.call_help()

    kiosk.access.end_help()

    assert [report.needs_help for report in link.reports] == [True, False]
    assert not kiosk.picture.comfort.help
    assert asking(kiosk) is Asking.NOTHING


def test_a_call_for_staff_ends_after_5_minutes(qapp, qtbot):
    access = Access(helping=0.01)

    with qtbot.waitSignals([access.help_changed, access.help_changed]):
        access.call_help()

    assert not access.comfort.help
    assert HELP_SECONDS == 300


def test_a_call_for_staff_outlives_an_idle_screen(hasty, qtbot):
    hasty.choosing.choose("1")
    hasty.access.call_help()

    qtbot.waitUntil(lambda: hasty.picture.screen is Screen.HOME)

    assert hasty.picture.comfort.help
    assert asking(hasty) is Asking.NOTHING


def test_without_the_hub_nobody_is_told_that_staff_will_come(kiosk, link):
    kiosk.access.call_help()
    heard = kiosk.picture.comfort.unheard

    link.go_offline()

    assert (heard, kiosk.picture.comfort.unheard) == (False, True)


def test_back_closes_a_question_first(kiosk):
    kiosk.choosing.choose("1")
    kiosk.access.call_help()

    kiosk.step_back()
    still = kiosk.picture.screen
    kiosk.step_back()

    assert (still, kiosk.picture.screen) == (Screen.CONFIRM, Screen.HOME)


def test_back_never_says_that_a_doubtful_slip_is_there(kiosk, link, qtbot):
    give(kiosk, link)
    kiosk.slip_moved(a_job(JobState.UNKNOWN), "ready")

    with qtbot.assertNotEmitted(kiosk.paper_confirmed):
        kiosk.step_back()

    assert kiosk.picture.screen is Screen.UNPRINTED
