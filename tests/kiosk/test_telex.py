from functools import reduce
from itertools import product
from unicodedata import normalize

import pytest

from kiosk.telex import typed

TONES = {
    "": "",
    "s": "\u0301",
    "f": "\u0300",
    "r": "\u0309",
    "x": "\u0303",
    "j": "\u0323",
}
VOWELS = {
    "a": "a",
    "aw": "ă",
    "aa": "â",
    "e": "e",
    "ee": "ê",
    "i": "i",
    "o": "o",
    "oo": "ô",
    "ow": "ơ",
    "u": "u",
    "uw": "ư",
    "y": "y",
}
# Each rhyme as it is typed without a tone, and as it is written with the tone sắc.
RHYMES = {
    "ai": "ái", "ao": "áo", "au": "áu", "aau": "ấu", "ay": "áy", "aay": "ấy",
    "an": "án", "awn": "ắn", "aan": "ấn", "eo": "éo", "eeu": "ếu", "een": "ến",
    "ia": "ía", "iee": "iế", "ieen": "iến", "ieeu": "iếu", "iu": "íu", "oa": "oá",
    "oai": "oái", "oan": "oán", "oawn": "oắn", "oay": "oáy", "oe": "oé", "oen": "oén",
    "oi": "ói", "ooi": "ối", "owi": "ới", "ong": "óng", "oong": "ống", "owng": "ớng",
    "ua": "úa", "uaan": "uấn", "uwa": "ứa", "uee": "uế", "ueech": "uếch", "ui": "úi",
    "uwi": "ứi", "uooi": "uối", "uoong": "uống", "uow": "ướ", "uowi": "ưới",
    "uowng": "ướng", "uowu": "ướu", "uwu": "ứu", "uy": "uý", "uya": "uýa",
    "uyeen": "uyến", "uynh": "uýnh", "uyu": "uýu", "yeen": "yến", "yeeu": "yếu",
}  # fmt: skip
WORDS = {
    "ddoor": "đổ",
    "soor": "sổ",
    "ddor": "đỏ",
    "ddoo": "đô",
    "ddaats": "đất",
    "khai": "khai",
    "sinh": "sinh",
    "keets": "kết",
    "hoon": "hôn",
    "chuwngs": "chứng",
    "chuwsng": "chứng",
    "thuwjc": "thực",
    "hooj": "hộ",
    "tichj": "tịch",
    "tijch": "tịch",
    "khaaur": "khẩu",
    "nguwowif": "người",
    "nguowif": "người",
    "truowngf": "trường",
    "truongwf": "trường",
    "dduwowngf": "đường",
    "quaan": "quân",
    "quyeets": "quyết",
    "quys": "quý",
    "quaf": "quà",
    "gias": "giá",
    "giaays": "giấy",
    "gif": "gì",
    "gieengs": "giếng",
    "hoas": "hoá",
    "hofa": "hoà",
    "hofan": "hoàn",
    "toans": "toán",
    "hoawcj": "hoặc",
    "mua": "mua",
    "muwa": "mưa",
    "muaw": "mưa",
    "nghix": "nghĩ",
    "hoofng": "hồng",
    "dodx": "đõ",
    "as": "á",
    "asz": "a",
    "ass": "as",
    "aaa": "aa",
    "aww": "aw",
    "uww": "uw",
    "ddd": "dd",
    "w": "ư",
    "cccd": "cccd",
    "vneid": "vneid",
    "bhxh": "bhxh",
    "xyz": "xyz",
    "sfr": "sfr",
}


def keyed(keys, text=""):
    """Return what stands there after *keys* were touched one after the other."""
    return reduce(typed, keys, text)


@pytest.mark.parametrize(("tone", "vowel"), list(product(TONES, VOWELS)))
def test_every_vowel_takes_every_tone(tone, vowel):
    assert keyed(vowel + tone) == normalize("NFC", VOWELS[vowel] + TONES[tone])


@pytest.mark.parametrize(("tone", "vowel"), list(product(TONES, VOWELS)))
def test_a_tone_may_come_before_the_mark(tone, vowel):
    assert keyed(vowel[:1] + tone + vowel[1:]) == keyed(vowel + tone)


@pytest.mark.parametrize(("tone", "rhyme"), list(product(TONES, RHYMES)))
def test_the_tone_stands_where_it_is_written(tone, rhyme):
    written = normalize("NFD", RHYMES[rhyme]).replace("\u0301", TONES[tone])

    assert keyed(rhyme + tone) == normalize("NFC", written)


@pytest.mark.parametrize("rhyme", RHYMES)
def test_letters_that_come_after_the_tone_move_it(rhyme):
    for place in range(1, len(rhyme)):
        assert keyed(f"b{rhyme[:place]}s{rhyme[place:]}") == keyed(f"b{rhyme}s")


@pytest.mark.parametrize("keys", WORDS)
def test_words_are_typed(keys):
    assert keyed(keys) == WORDS[keys]


def test_every_word_of_a_line_is_typed_for_itself():
    assert keyed("soor ddor") == "sổ đỏ"


def test_capitals_are_small_letters():
    assert keyed("SOOR") == "sổ"


def test_what_is_typed_without_marks_stays_as_it_is():
    assert keyed("dang ky ket hon") == "dang ky ket hon"
