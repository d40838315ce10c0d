from shared.hub.notices import Board
from tests.halls import EIGHT


def codes(board):
    return [notice.code for notice in board.all().list]


def test_a_notice_hangs_until_it_is_taken_and_changes_are_told_once():
    board, told = Board(), []
    board.listen(lambda: told.append(codes(board)))

    for _ in range(2):
        board.put("disk_low", EIGHT, megabytes=900)
    board.put("backup_failed", EIGHT)
    for _ in range(2):
        board.take("disk_low")

    assert told == [["disk_low"], ["disk_low", "backup_failed"], ["backup_failed"]]


def test_a_notice_with_other_parts_takes_the_place_of_the_old_one():
    board = Board()

    board.put("disk_low", EIGHT, megabytes=900)
    board.put("disk_low", EIGHT, megabytes=800)

    [notice] = board.all().list
    assert notice.parts == {"megabytes": 800}
