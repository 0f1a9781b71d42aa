"""Users of the pages: who is let in, as whom, and until when."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters

from dateline.errors import UsageError
from dateline.values.users import Role, Scope
from dateline.web.access.users import User, Users
from dateline.web.access.users_file import UsersFile

PASSWORD = "correct horse battery"
OTHER = "staple of nine letters"


@pytest.fixture
def file(tmp_path: Path) -> UsersFile:
    """A users file with a reader, an editor and an admin."""
    users = UsersFile(tmp_path / "users.json")
    for name, role in (("Rita", Role.READER), ("Éda", Role.EDITOR), ("Ada", Role.ADMIN)):
        users.add(name, role, f"{PASSWORD} {name}")
    return users


def at(*moment: int) -> Callable[[], datetime]:
    return lambda: datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]


def test_the_right_password_lets_in(file: UsersFile) -> None:
    """A user with the right password gets the user's role, and nobody else gets anything."""
    users = Users(file.file)

    assert users.login("Rita", f"{PASSWORD} Rita") == User("Rita", Role.READER)
    assert users.login("Ada", f"{PASSWORD} Ada") == User("Ada", Role.ADMIN)
    for name, password in (
        ("Rita", f"{PASSWORD} Ada"),
        ("Rita", ""),
        ("Rita", f"{PASSWORD} Rita "),
        ("nobody", f"{PASSWORD} Rita"),
        ("", ""),
        ("Rita", "x" * 100_000),
        ("Rita", "\udcff\0"),
        ("\udcff", "x"),
    ):
        assert users.login(name, password) is None


def test_names_and_passwords_do_not_depend_on_the_keyboard(file: UsersFile) -> None:
    """Case of a name does not matter, nor whether é is typed as one character or as two."""
    users = Users(file.file)

    assert users.login("éda", f"{PASSWORD} E\u0301da") == User("Éda", Role.EDITOR)
    assert users.login("E\u0301DA", f"{PASSWORD} Éda") == User("Éda", Role.EDITOR)
    assert users.login("éda", f"{PASSWORD} éda") is None, "case of a password matters"
    with pytest.raises(UsageError, match="already"):
        file.add("ÉDA", Role.ADMIN, OTHER)


def test_an_unknown_name_takes_the_work_of_a_wrong_password(
    file: UsersFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who tries names cannot tell by the time which ones exist: each attempt computes one hash
    with the same parameters."""
    work = []
    verify = PasswordHasher.verify

    def counted(hasher: PasswordHasher, hash: str, password: bytes) -> bool:
        work.append(extract_parameters(hash))
        return verify(hasher, hash, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    users = Users(file.file)
    users.login("Rita", OTHER)
    users.login("nobody", OTHER)
    users.login("Rita", "x" * 100_000)

    assert len(work) == 3
    assert work[0] == work[1] == work[2]


def test_the_file_keeps_no_password_and_no_token(file: UsersFile) -> None:
    """Who reads the file learns neither, and only its owner can read it, whatever the umask."""
    umask = os.umask(0)
    try:
        token = file.add_token("Ada", "laptop", Scope.ADMIN)
        file.set_password("Ada", OTHER)
    finally:
        os.umask(umask)
    content = Path(file.file).read_text("utf-8")

    assert OTHER not in content
    assert PASSWORD not in content
    assert token.partition("_")[2] not in content
    assert stat.S_IMODE(os.stat(file.file).st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_a_file_that_others_can_read_or_write_lets_nobody_in(file: UsersFile, mode: int) -> None:
    """Who can read the key can make a session; who can write the file can make an admin."""
    users = Users(file.file)
    os.chmod(file.file, mode)

    for question in (
        lambda: Users(file.file),
        lambda: users.login("Ada", f"{PASSWORD} Ada"),
        lambda: file.set_role("Rita", Role.ADMIN),
    ):
        with pytest.raises(UsageError, match="others can read or write") as caught:
            question()
        assert caught.value.hint == f"chmod 600 {file.file}"


@pytest.mark.parametrize(
    ("role", "scope", "allowed"),
    [
        (Role.READER, Scope.READ, Role.READER),
        (Role.READER, Scope.ADMIN, Role.READER),
        (Role.EDITOR, Scope.READ, Role.READER),
        (Role.EDITOR, Scope.EDIT, Role.EDITOR),
        (Role.EDITOR, Scope.ADMIN, Role.EDITOR),
        (Role.ADMIN, Scope.READ, Role.READER),
        (Role.ADMIN, Scope.EDIT, Role.EDITOR),
        (Role.ADMIN, Scope.ADMIN, Role.ADMIN),
    ],
)
def test_a_token_allows_what_its_user_and_its_scope_allow(
    file: UsersFile, role: Role, scope: Scope, allowed: Role
) -> None:
    """A token is never worth more than its user, nor than its scope."""
    file.set_role("Rita", role)
    token = file.add_token("Rita", "script", scope)

    assert Users(file.file).by_token(token) == User("Rita", allowed)


def test_a_token_follows_its_user(file: UsersFile) -> None:
    """A role that is taken away is taken away from tokens, too; a removed user has none."""
    token = file.add_token("Ada", "script", Scope.ADMIN)
    users = Users(file.file)
    assert users.by_token(token) == User("Ada", Role.ADMIN)
    file.set_role("Ada", Role.READER)
    assert users.by_token(token) == User("Ada", Role.READER)
    file.set_password("Ada", OTHER)
    assert users.by_token(token) == User("Ada", Role.READER), "tokens survive a new password"
    file.remove("Ada")
    assert users.by_token(token) is None


def test_a_token_that_is_removed_or_unknown_is_nobodys(file: UsersFile) -> None:
    """Only the whole text of a token that is there is a token."""
    first, second = (file.add_token("Ada", label) for label in ("one", "two"))
    users = Users(file.file)
    assert first != second
    file.remove_token("Ada", "one")

    assert users.by_token(second) == User("Ada", Role.READER)
    for text in (first, "", second[:-1], second + " ", second.upper(), "dateline_", "\udcff"):
        assert users.by_token(text) is None
    with pytest.raises(UsageError, match="no token “one”"):
        file.remove_token("Ada", "one")
    with pytest.raises(UsageError, match="has a token “two” already"):
        file.add_token("Ada", "two")


def test_a_token_ends_after_its_last_day(file: UsersFile) -> None:
    """The last day is one of UTC, and the token is valid through all of it."""
    token = file.add_token("Ada", "script", until=date(2027, 3, 1))
    berlin = timezone(timedelta(hours=1))

    def user(now: Callable[[], datetime]) -> User | None:
        return Users(file.file, now=now).by_token(token)

    assert user(at(2027, 3, 1, 23, 59, 59)) == User("Ada", Role.READER)
    assert user(lambda: datetime(2027, 3, 2, 0, 59, tzinfo=berlin)) == User("Ada", Role.READER)
    assert user(at(2027, 3, 2)) is None


def test_a_session_ends_when_password_role_or_user_change(file: UsersFile) -> None:
    """Each of these changes makes another stamp, also a user who comes back with the same
    password; what concerns others does not."""
    users = Users(file.file)
    stamps = [users.session_stamp("Ada")]
    file.set_password("Rita", OTHER)
    file.add_token("Ada", "script")
    file.add("New", Role.ADMIN, OTHER)

    assert users.session_stamp("Ada") == Users(file.file).session_stamp("ada") == stamps[0]

    file.set_password("Ada", OTHER)
    stamps.append(users.session_stamp("Ada"))
    file.set_role("Ada", Role.EDITOR)
    stamps.append(users.session_stamp("Ada"))
    file.remove("Ada")
    stamps += (users.session_stamp("Ada"), users.session_stamp("Ada"))
    file.add("Ada", Role.EDITOR, OTHER)
    stamps.append(users.session_stamp("Ada"))

    assert len(set(stamps)) == 6, "each is another; of a removed user it is never the same"
    assert users.get("Ada") == User("Ada", Role.EDITOR)
    assert users.get("nobody") is None


def test_the_secret_stays_and_is_the_file_s_own(file: UsersFile, tmp_path: Path) -> None:
    """Sessions outlive a restart and a change of users; another file has another key."""
    users = Users(file.file)
    secret = users.secret
    file.remove("Rita")
    other = UsersFile(tmp_path / "other.json")
    other.add("Ada", Role.ADMIN, PASSWORD)

    assert users.secret == Users(file.file).secret == secret
    assert len(secret) == 32
    assert Users(other.file).secret != secret


@pytest.mark.parametrize("password", ["", "short", "eleven char", "x" * 1_025])
def test_short_and_endless_passwords_are_refused(file: UsersFile, password: str) -> None:
    """Nothing is changed by a password that is refused."""
    before = Path(file.file).read_bytes()

    for change in (
        lambda: file.add("Zoe", Role.READER, password),
        lambda: file.set_password("Ada", password),
    ):
        with pytest.raises(UsageError, match=r"too (short|long)"):
            change()
    assert Path(file.file).read_bytes() == before


@pytest.mark.parametrize("name", ["", " ", " Ann", "Ann\n", "a\x1bb", "a\u202eb", "x" * 65])
def test_names_that_nobody_could_type_or_read_are_refused(file: UsersFile, name: str) -> None:
    """Names appear in lists and logs, so they are one visible line; so are labels of tokens."""
    with pytest.raises(UsageError, match="cannot be the name of a user"):
        file.add(name, Role.READER, PASSWORD)
    with pytest.raises(UsageError, match="cannot be the name of a token"):
        file.add_token("Ada", name)


def broken(content: str) -> list[str]:
    """Contents that are not quite those of a users file."""
    good = json.loads(content)
    ada = good["users"][-1]
    token = {"label": "x", "sha256": "0" * 64, "scope": "read", "made": "2026-01-01", "until": None}
    changed = [
        {**good, "version": 2},
        {**good, "secret": good["secret"][:10]},
        {**good, "secret": None},
        {**good, "users": None},
        {**good, "more": 1},
        {**good, "users": [{**ada, "role": "owner"}]},
        {**good, "users": [{**ada, "password": "plain text here"}]},
        {**good, "users": [{**ada, "name": 1}]},
        {**good, "users": [{key: ada[key] for key in ada if key != "role"}]},
        {**good, "users": [ada, {**ada, "name": "ADA"}]},
        {**good, "users": [{**ada, "tokens": [{**token, "sha256": "1"}]}]},
        {**good, "users": [{**ada, "tokens": [{**token, "scope": "all"}]}]},
        {**good, "users": [{**ada, "tokens": [{**token, "until": "soon"}]}]},
        {**good, "users": [{**ada, "tokens": [{**token, "made": "once"}]}]},
        {**good, "users": [{**ada, "tokens": [{**token, "expires": None}]}]},
    ]
    return ["", "{", "[]", "null", content[:-20], *map(json.dumps, changed)]


def test_a_file_that_is_not_understood_lets_nobody_in(file: UsersFile) -> None:
    """A server stops letting people in, and no change writes over the file."""
    users = Users(file.file)
    content = Path(file.file).read_text("utf-8")
    contents = broken(content)
    for wrong in contents:
        Path(file.file).write_text(wrong, "utf-8")

        with pytest.raises(UsageError, match="not a users file"):
            Users(file.file)
        with pytest.raises(UsageError, match="not a users file"):
            users.login("Ada", f"{PASSWORD} Ada")
        with pytest.raises(UsageError, match="not a users file"):
            file.add("Zoe", Role.ADMIN, PASSWORD)
        assert Path(file.file).read_text("utf-8") == wrong
    Path(file.file).write_bytes(b"\xff")
    with pytest.raises(UsageError, match="not a users file"):
        users.get("Ada")

    Path(file.file).write_text(content, "utf-8")
    assert users.login("Ada", f"{PASSWORD} Ada") == User("Ada", Role.ADMIN)


def test_a_file_that_is_gone_lets_nobody_in(file: UsersFile) -> None:
    """No file means no users, and an error that says how to make one; a folder is no file."""
    users = Users(file.file)
    token = file.add_token("Ada", "script")
    os.remove(file.file)

    for question in (lambda: users.by_token(token), lambda: Users(file.file)):
        with pytest.raises(UsageError, match="no users file") as caught:
            question()
        assert "dateline users add" in str(caught.value.hint)
    os.mkdir(file.file)
    with pytest.raises(UsageError, match="no users file"):
        users.get("Ada")
    with pytest.raises(UsageError, match="no users file"):
        file.add("Ada", Role.ADMIN, PASSWORD)
