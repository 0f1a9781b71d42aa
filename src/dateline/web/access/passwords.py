"""Passwords: which ones are accepted, their hashes, and checks that take the same time for a name
that no user has."""

from __future__ import annotations

import unicodedata
from threading import Lock

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from dateline.errors import UsageError

LEAST = 12
"""Characters of a password. Long passwords of plain words are better than short ones with signs
(NIST SP 800-63B), so nothing else is asked for."""
_MOST = 1_024

_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
# Each hash takes 64 MiB while it is computed: several at once would be a way to fill the memory.
_ONE_AT_A_TIME = Lock()
# What no password has, with the parameters that every new hash has. 16 bytes of salt and 32 of
# hash are 22 and 43 letters.
_NOBODY = (
    f"$argon2id$v={RFC_9106_LOW_MEMORY.version}$m={RFC_9106_LOW_MEMORY.memory_cost},"
    f"t={RFC_9106_LOW_MEMORY.time_cost},p={RFC_9106_LOW_MEMORY.parallelism}${'A' * 22}${'A' * 43}"
)


def hashed(password: str) -> str:
    """The Argon2 hash of a new password. Raises UsageError for one that is too short or too
    long."""
    if len(password) < LEAST:
        raise UsageError(
            f"the password is too short: it needs {LEAST} characters",
            hint="a few words in a row are easy to remember and hard to guess",
        )
    if len(password) > _MOST:
        raise UsageError(f"the password is too long: it may have {_MOST:,} characters")
    return _HASHER.hash(_bytes(password))


def fits(password: str, hash: str | None) -> bool:
    """Whether the password is the one with this hash. None, for nobody's, takes as long as a wrong
    password does, and is False."""
    if len(password) > _MOST:
        password = ""
    with _ONE_AT_A_TIME:
        try:
            return _HASHER.verify(hash or _NOBODY, _bytes(password))
        except VerificationError:
            return False


def is_hash(text: str) -> bool:
    """Whether the text is an Argon2 hash."""
    try:
        extract_parameters(text)
    except InvalidHashError:
        return False
    return True


def _bytes(password: str) -> bytes:
    """The same bytes for the same characters, on whatever keyboard they are typed."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
