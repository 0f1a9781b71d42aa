"""How a lack of memory is recognized. It imports nothing, since it is needed where memory lacks."""

from __future__ import annotations

# Beside MemoryError: what the system, dlopen and the start of a thread say, and what CPython says
# of a function that failed without an exception because there was no memory for one.
_SAID = (
    "Cannot allocate memory",
    "failed to map segment from shared object",
    "can't start new thread",
    "error return without exception set",
    "returned NULL without setting an exception",
)
_TO_LOAD = 64 << 20  # bytes: more than any of the modules needs


def lacks_memory(error: BaseException) -> bool:
    """Whether this error means that the system gave no memory."""
    if isinstance(error, MemoryError):
        return True
    text = str(error)
    for said in _SAID:  # a generator takes memory
        if said in text:
            return True
    # What cannot be loaded may not say why: hashlib then has no sha256. So memory is asked for.
    return isinstance(error, ImportError) and not _can_be_had(_TO_LOAD)


def _can_be_had(size: int) -> bool:
    try:
        bytearray(size)
    except MemoryError:
        return False
    return True
