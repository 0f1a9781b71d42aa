"""Bytes to text: which charset the bytes are in, whatever the file declares.

In this order: byte order mark; ISO-2022 escapes; UTF-16 by its zero bytes; strict UTF-8; UTF-8 with
a few damaged bytes; the declared charset, its label read as browsers read it
(https://encoding.spec.whatwg.org/#names-and-labels); detection; windows-1252.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import webencodings

from dateline.readers.streams.detection import detected_charset
from dateline.visible import SEQUENCES

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The codecs for encodings whose labels the standard decodes as a superset.
_SUPERSETS = {"gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs"}
_NOT_DECODABLE = ("replacement", "x-user-defined")

# One, not "+": `re` skips what is not in a set much faster if the set is all of the pattern.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SEQUENCES = re.compile(SEQUENCES)
_CONTROL_BYTES = bytes((*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_NEVER_IN_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
_LINE_ENDS = ("\r\n", *"\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.I
)
_DECLARED_WITHIN = 64 * 1024


CONTROLS_DROPPED = "control characters were dropped from the text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text with "\\n" line ends and without control characters. `warnings` say in sentences what is
    doubtful."""

    text: str
    charset: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *declared: str | None) -> Decoded:
    """The text of `data`. Of several declared charsets the first that fits counts. Never fails:
    what fits no charset becomes U+FFFD, with a warning."""
    text, charset, warnings = _decode(data, tuple(filter(None, declared)))
    return _without_controls(text, charset, warnings)


def decode_exactly(data: bytes) -> Decoded:
    """Like `decode`, but control characters and line ends stay as they are."""
    text, charset, warnings = _decode(data, ())
    return Decoded(text=text, charset=charset, warnings=warnings)


def declared_charset(data: bytes) -> str | None:
    """The charset that HTML or XML declares in a tag within its first 64 KiB, as written."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return found[1].decode("ascii", "ignore") if found else None


def canonical_charset(label: str) -> str | None:
    """Python's name for the charset that browsers mean by `label`, or else the one that Python
    knows by that label, or else None."""
    label = label.strip().strip("\"'")
    try:
        return _browser_charset(label) or _python_charset(label)
    except (LookupError, ValueError):
        return None


def _browser_charset(label: str) -> str | None:
    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name in _NOT_DECODABLE:
        return None
    python_name: str = encoding.codec_info.name
    return _SUPERSETS.get(encoding.name, python_name)


def _python_charset(label: str) -> str:
    """The codec called `label`. Its own name may be one that browsers know ("latin-1", "euckr")."""
    name = codecs.lookup(label).name
    return _browser_charset(name.replace("_", "-")) or name


def control_share(data: bytes) -> float:
    """The share of control codes that no text has, from 0 to 1. Random bytes have 0.1, text in any
    charset none. UTF-16 is decoded before its codes are counted."""
    decoded = _decode_certain(data)
    if decoded is not None and data:
        return len(_NEVER_IN_TEXT.findall(decoded[0])) / max(1, len(decoded[0]))
    return (len(data) - len(data.translate(None, _CONTROL_BYTES))) / max(1, len(data))


def _decode(data: bytes, declared: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    decoded = _decode_certain(data)
    if decoded is not None:
        return decoded
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    named = [charset for charset in map(canonical_charset, declared) if charset]
    others = [charset for charset in named if not charset.startswith("utf")]
    # Browsers take "utf-16" to mean UTF-8, too.
    damaged = _damaged_utf8(data, says_utf8=not named or named[0] not in others)
    if damaged is not None:
        return damaged
    for charset in others:
        text = _decode_strictly(data, charset)
        if text is not None:
            return text, charset, ()
    return _decode_detected(data, declared[0] if declared else None)


def _decode_certain(data: bytes) -> tuple[str, str, tuple[str, ...]] | None:
    """The text if a byte order mark, escapes or zero bytes leave no doubt, or None."""
    for bom, charset in _BOMS:
        if data.startswith(bom):
            return _decode_replacing(data[len(bom) :], charset)
    if b"\x1b$" in data[:4096]:
        text = _decode_strictly(data, "iso2022_jp")
        if text is not None:
            return text, "iso2022_jp", ()
    utf16 = _utf16_without_mark(data[:4096])
    return _decode_replacing(data, utf16) if utf16 else None


def _utf16_without_mark(head: bytes) -> str | None:
    """The byte order of UTF-16, or None. UTF-16 of mostly Latin text has a zero in every other
    byte; nothing else has."""
    if len(head) < 4 or b"\0" not in head:
        return None
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _decode_replacing(data: bytes, charset: str) -> tuple[str, str, tuple[str, ...]]:
    text = data.decode(charset, "replace")
    bad = text.count("\ufffd")
    return text, charset, ((_damage(bad, charset),) if bad else ())


def _damage(bad: int, charset: str) -> str:
    places = "one place" if bad == 1 else f"{bad} places"
    return f"bytes in {places} are not {charset} and were replaced"


def _decode_strictly(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def _damaged_utf8(data: bytes, *, says_utf8: bool) -> tuple[str, str, tuple[str, ...]] | None:
    """The text if it is UTF-8 with a little damage, or None. Text in another charset hardly ever
    forms UTF-8 sequences, so a page with several good sequences for each bad one is UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if good < (2 if says_utf8 else 10) * bad:
        return None
    return text, "utf-8", (_damage(bad, "utf-8"),)


def _decode_detected(data: bytes, declared: str | None) -> tuple[str, str, tuple[str, ...]]:
    charset = canonical_charset(detected_charset(data)) or "cp1252"
    reason = (
        f"the file declares {declared}, but is not in it" if declared else "the file declares none"
    )
    warning = f"the charset is a guess, {charset}: {reason}"
    text = _decode_strictly(data, charset)
    if text is not None:
        return text, charset, (warning,)
    text, charset, damage = _decode_replacing(data, charset)
    return text, charset, (warning, *damage)


def _without_controls(text: str, charset: str, warnings: tuple[str, ...]) -> Decoded:
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    text, dropped = _CONTROLS.subn("", _SEQUENCES.sub("\x1b", text) if "\x1b" in text else text)
    if dropped:
        warnings = (*warnings, CONTROLS_DROPPED)
    return Decoded(text=text.removeprefix("\ufeff"), charset=charset, warnings=warnings)
