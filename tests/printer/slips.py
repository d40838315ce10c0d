"""Slips as offices print them, the ordinary and the extreme."""

from dataclasses import replace

from printer.slip import REPRINT, TEST, example_slip

PRIORITY = example_slip()
ORDINARY = replace(PRIORITY, badge="")
REPRINTED = replace(PRIORITY, mark=REPRINT)
TESTED = replace(PRIORITY, mark=TEST)
LONG = replace(
    PRIORITY,
    office=(
        "UỶ BAN NHÂN DÂN PHƯỜNG HOÀN KIẾM – THÀNH PHỐ HÀ NỘI",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    ),
    service="Đất đai – Xây dựng – Môi trường / Land, construction, environment",
    place="Khu 3 – Quầy 1, 2, 3, 4, 5, 6, 7, 8",
)
SLIPS = {
    "ordinary": ORDINARY,
    "priority": PRIORITY,
    "reprint": REPRINTED,
    "test": TESTED,
    "long": LONG,
}
