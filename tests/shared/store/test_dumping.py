from pathlib import Path

import psycopg
import pytest

from shared.store.dumping import dump, undump
from tests.shared.store import standing


def where_of(words):
    return words[words.index("--dbname") + 1]


def test_one_server_is_named_as_in_the_settings():
    words = dump("postgresql+psycopg://motcua@192.168.1.5/motcua", Path("f"))

    assert where_of(words) == "postgresql://motcua@192.168.1.5/motcua"


@pytest.mark.postgresql
def test_of_several_servers_the_one_that_can_be_written_is_named(postgresql):
    address = postgresql.database()

    words, _ = undump(standing.several(standing.gone(address), address), Path("f"))

    with psycopg.connect(where_of(words)) as connection:
        assert connection.info.port == postgresql.port
