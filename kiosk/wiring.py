"""Which touch leads where: the window, what is decided, and the paper, connected."""

from kiosk.printing import Printing
from kiosk.viewmodel import KioskViewModel
from kiosk.views.window import KioskWindow


def wire(kiosk: KioskViewModel, window: KioskWindow, printing: Printing) -> None:
    """Connect what citizens touch, what is decided, and the paper."""
    kiosk.picture_changed.connect(window.show_picture)
    window.touched.connect(kiosk.notice_touch)
    window.header.language_wanted.connect(kiosk.choosing.change_language)
    wire_access(kiosk, window)
    window.home.service_touched.connect(kiosk.choosing.choose)
    window.home.priority_touched.connect(kiosk.choosing.toggle_priority)
    window.home.collect_touched.connect(kiosk.choosing.collect)
    window.confirm.agreed.connect(kiosk.agree)
    window.confirm.back_wanted.connect(kiosk.choosing.go_back)
    window.ticket.finished.connect(kiosk.finish)
    window.notice.finished.connect(kiosk.finish)
    window.closed.back_wanted.connect(kiosk.choosing.go_back)
    window.home.search_touched.connect(kiosk.choosing.search)
    window.search.key_touched.connect(kiosk.choosing.press_key)
    window.search.result_touched.connect(kiosk.choosing.choose_result)
    window.search.back_wanted.connect(kiosk.choosing.go_back)
    window.confirm.papers_wanted.connect(kiosk.choosing.show_papers)
    window.papers.procedure_touched.connect(kiosk.choosing.choose_procedure)
    window.papers.printing_touched.connect(kiosk.choosing.toggle_papers)
    window.papers.back_wanted.connect(kiosk.choosing.go_back)
    window.id_card.back_wanted.connect(kiosk.choosing.go_back)
    window.id_card.without_wanted.connect(kiosk.scanning.go_without)
    window.ticket.undo_wanted.connect(kiosk.undo)
    window.undo.agreed.connect(kiosk.give_back)
    window.undo.kept.connect(kiosk.keep_number)
    window.ticket.again_wanted.connect(kiosk.print_again)
    kiosk.slip_ready.connect(printing.print)
    kiosk.reprint_wanted.connect(printing.reprint)
    kiosk.paper_confirmed.connect(printing.confirm)
    kiosk.left.connect(printing.leave)
    printing.moved.connect(kiosk.slip_moved)
    printing.state_changed.connect(kiosk.note_printing)


def wire_access(kiosk: KioskViewModel, window: KioskWindow) -> None:
    """Connect what makes the kiosk usable for everybody."""
    access, bar, dialog = kiosk.access, window.bar, window.dialog
    bar.large_wanted.connect(access.toggle_large)
    bar.low_wanted.connect(access.toggle_low)
    bar.spoken_wanted.connect(access.toggle_spoken)
    bar.help_wanted.connect(access.call_help)
    bar.language_wanted.connect(kiosk.choosing.change_language)
    dialog.language_chosen.connect(kiosk.choosing.speak)
    dialog.stay_wanted.connect(access.stay)
    dialog.leave_wanted.connect(access.leave)
    dialog.helped.connect(access.end_help)
    dialog.closed.connect(access.close)
    window.back_wanted.connect(kiosk.step_back)
