"""Fault F79: a program that is killed while it writes leaves whole pages, or none."""

from pathlib import Path

import pytest

from avatar_browser.domain.secret import Secret
from avatar_browser.store.catalogue import open_catalogue
from avatar_browser.store.records import AvatarReader
from tests.support.killed import lines_until_killed

PAGE = 50
WRITER = f"""
import sys
from pathlib import Path
from avatar_browser.domain.secret import Secret
from avatar_browser.store.catalogue import open_catalogue
from avatar_browser.store.stored import KeptPage, StreamMark
from tests.support.avatars import an_avatar

store = open_catalogue(Path(sys.argv[1]), Path(sys.argv[2])).store
account = store.account("heygen", Secret("key-of-the-test"))
first = store.read_account(account)
pages = first.marks[0].pages if first.marks else 0
while True:
    names = [f"look-{{pages * {PAGE} + number}}" for number in range({PAGE})]
    avatars = [an_avatar(name, description="x" * 300) for name in names]
    pages += 1
    store.keep_page(account, KeptPage(1, StreamMark("looks", str(pages), pages), avatars), pages)
    print(pages, flush=True)
"""
KILLS = 20


@pytest.mark.timeout(600)  # twenty starts of a program
def test_a_kill_while_writing_costs_at_most_the_page_under_way(tmp_path: Path) -> None:
    path, salt = tmp_path / "data" / "catalogue.sqlite3", tmp_path / "data" / "salt"
    for kill in range(KILLS):
        # Somewhere in what follows the page that it told of.
        told = lines_until_killed(WRITER, str(path), str(salt), after=1 + kill % 5)
        pages = int(told[-1])

        opened = open_catalogue(path, salt)
        assert opened.trouble is None
        assert opened.store is not None
        account = opened.store.account("heygen", Secret("key-of-the-test"))
        [mark] = opened.store.read_account(account).marks
        stored = opened.store.read_slice(account, AvatarReader({}), 0, 1_000_000).avatars
        opened.store.close()
        assert mark.pages >= pages
        assert [avatar.key.id for avatar, _ in stored] == [
            f"look-{number}" for number in range(mark.pages * PAGE)
        ]
        assert mark.cursor == str(mark.pages)
