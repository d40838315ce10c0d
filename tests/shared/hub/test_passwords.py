from unicodedata import normalize

import pytest

from shared.hub.passwords import HASHER, NOBODYS, WeakPassword, check, hash_of
from shared.hub.passwords import is_password as is_it


def test_only_the_password_itself_is_right():
    kept = hash_of("cửa-số-một")

    assert is_it("cửa-số-một", kept)
    assert is_it(normalize("NFD", "cửa-số-một"), kept)
    assert not is_it("cửa-số-hai", kept)
    assert not is_it("", kept)


def test_equal_passwords_are_kept_differently_and_as_argon2id():
    first, second = hash_of("cửa-số-một"), hash_of("cửa-số-một")

    assert first != second
    assert first.startswith("$argon2id$v=19$m=7168,t=5,p=1$")
    assert len(first) <= 200


def test_nobodys_password_takes_the_same_work_and_is_never_right():
    assert not HASHER.check_needs_rehash(NOBODYS)
    assert not is_it("the password of nobody", None)


def test_a_hash_that_is_none_is_nobodys():
    assert not is_it("cửa-số-một", "x")


@pytest.mark.parametrize("password", ["194837", "mot-cua-1", "bí mật riêng"])
def test_what_keeps_the_rule_is_good_enough(password):
    check(password, "Lan")


@pytest.mark.parametrize("password", ["", "19483", "mot-cua", "x" * 65, "mot-cua\n1"])
def test_the_rule_is_said_when_a_password_breaks_it(password):
    with pytest.raises(WeakPassword, match="6 or more digits, a password 8"):
        check(password, "Lan")


@pytest.mark.parametrize("password", ["123456", "000000", "987654", "nguyễn lan"])
def test_what_is_guessed_first_is_refused(password):
    with pytest.raises(WeakPassword, match="too easy"):
        check(password, "Nguyễn Lan")
