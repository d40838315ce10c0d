import pytest

from kiosk import course
from kiosk.course import Course
from kiosk.picture import Screen, Visit
from tests.kiosk.builders import a_number, a_picture

TOUCHES = (
    lambda at, shown: course.choose(at, shown, "1", None),
    course.search,
    lambda at, _shown: course.press_key(at, "a"),
    course.show_papers,
    lambda at, _shown: course.choose_procedure(at, 0),
    lambda at, _shown: course.toggle_papers(at),
    course.undo,
    lambda at, _shown: course.keep_number(at),
    course.toggle_priority,
    course.scanned_in_vain,
    lambda at, _shown: course.go_back(at),
)


@pytest.mark.parametrize("touch", TOUCHES)
@pytest.mark.parametrize(
    "stage", [Screen.PRINTING, Screen.LATE, Screen.UNDONE, Screen.OUT_OF_SERVICE]
)
def test_while_nothing_is_asked_no_touch_leads_anywhere(hall, texts, touch, stage):
    at = Course(stage, Visit(language="vi", given=a_number(hall)))

    assert touch(at, a_picture(hall, texts, stage, given=at.visit.given)) == at


def test_nothing_leads_out_of_a_kiosk_that_is_broken():
    broken = Course(Screen.OUT_OF_SERVICE, Visit(language="vi"))

    assert broken.at(Screen.HOME).stage is Screen.OUT_OF_SERVICE


def test_going_back_forgets_the_service_and_keeps_the_mark():
    chosen = Visit(language="en", service="1", priority=True, with_papers=True)

    back = course.go_back(Course(Screen.CONFIRM, chosen))

    assert back == Course(Screen.HOME, Visit(language="en", priority=True))


def test_going_back_from_a_finding_leads_to_the_search():
    found = Visit(language="vi", service="1", procedure=3, query="khai sinh")

    back = course.go_back(Course(Screen.CONFIRM, found))

    assert back == Course(Screen.SEARCH, Visit(language="vi", query="khai sinh"))
