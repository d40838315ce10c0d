from shared.hub.notices import Board
from tests.halls import EIGHT


def codes(board):
    return [notice.code for notice in board.all().list]


def test_a_notice_hangs_until_it_is_taken_and_changes_are_told_once():
    board, told = Board(), []
    board.listen(lambda: told.append(codes(board)))

    for _ in range(2):
        board.put("disk_low", EIGHT, megabytes=900)
    board.put("backup_failed", EIGHT + 1)
    for _ in range(2):
        board.take("disk_low")

    assert told == [["disk_low"], ["disk_low", "backup_failed"], ["backup_failed"]]


def test_a_notice_with_other_parts_takes_the_place_of_the_old_one():
    board = Board()

    board.put("disk_low", EIGHT, megabytes=900)
    board.put("disk_low", EIGHT, megabytes=800)

    [notice] = board.all().list
    assert notice.parts == {"megabytes": 800}


def test_the_oldest_notice_comes_first_and_those_of_one_moment_by_their_codes():
    hub = Board()
    office = Board(hub)

    hub.put("records_restored", EIGHT)
    office.put("numbers_skipped", EIGHT)
    hub.put("backup_failed", EIGHT + 1)
    office.put("disk_low", EIGHT - 1)

    in_turn = ["disk_low", "numbers_skipped", "records_restored", "backup_failed"]
    assert codes(office) == in_turn
