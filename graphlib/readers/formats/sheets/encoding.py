"""Bytes to text: which encoding a file is in."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import charset_normalizer

__all__ = ["Decoded", "decode", "decoded"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What spreadsheets of Western Europe hold beside ASCII: in the wrong encoding it turns into
# rarities such as "‡" or "Ž".
_USUAL = frozenset(
    "àâäáãåæçéèêëíìîïñóòôöõøœùúûüýÿßÀÂÄÁÅÆÇÉÈÊËÍÎÏÑÓÔÖØŒÙÚÛÜ«»’‘“”–—…°€£§²·•¿¡ºª\u00a0\u202f\u00ad"
)

_ENCODINGS = ("cp1252", "mac_roman", "latin-1")

_SAMPLE = 2**20
"""Bytes looked at when an encoding is guessed."""

_SURE = 0.75
"""Share of usual characters from which a guess is kept without asking charset-normalizer."""

_ASCII = bytes(range(128))

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_RUN = re.compile(r"[^\x00-\x7f]+")
_UNREAD = re.compile("[\udc80-\udcff]+")
"""How Python marks bytes that are not UTF-8 (``surrogateescape``)."""

_BYTE_OF = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(128, 160)
    if byte not in b"\x81\x8d\x8f\x90\x9d"
}
"""The letters that cp1252 has where latin-1 has none, with their bytes."""


class Decoded(NamedTuple):
    """A text and how it was read.

    Attributes
    ----------
    text, encoding
        The text without a byte order mark, and its encoding; of a mixed file the more usual one.
    is_guess
        Whether nothing in the file proves the encoding.
    other, other_lines
        The second encoding of a file that mixes two, and how many lines hold it; blank and 0 else.
    is_repaired
        Whether the text had been encoded twice (``DÃ©partement``) and was put right.
    """

    text: str
    encoding: str
    is_guess: bool
    other: str = ""
    other_lines: int = 0
    is_repaired: bool = False


def decode(data: bytes) -> tuple[str, str, bool]:
    """Turn bytes into text.

    A byte order mark decides; else UTF-8 where the bytes are valid; else whichever of cp1252,
    MacRoman and latin-1 gives the most usual characters; charset-normalizer is the last resort.

    Returns
    -------
    tuple
        The text, the encoding's name, and whether it was guessed.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), encoding, False
    wide = _wide(data)
    if wide:
        return data.decode(wide, errors="replace"), wide, True
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        encoding = _guess(data.translate(None, delete=_ASCII))
        return data.decode(encoding, errors="replace"), encoding, True


def decoded(data: bytes) -> Decoded:
    """Turn bytes into text, as `decode` does, and mend what two programs did to one file.

    Where some lines are UTF-8 and others are not, each is read as what it is. A file of which all
    letters beyond ASCII were encoded twice is put right.
    """
    mixed = _mixed(data)
    if mixed is not None:
        return mixed
    text, encoding, is_guess = decode(data)
    text = text.removeprefix("\ufeff")
    once = _decoded_again(text) if encoding.startswith("utf-8") else None
    if once is not None:
        return Decoded(once, encoding, is_guess, is_repaired=True)
    return Decoded(text, encoding, is_guess)


def _mixed(data: bytes) -> Decoded | None:
    """Read a file of which some lines are UTF-8 and others in an older encoding, or nothing."""
    marked = data.startswith(codecs.BOM_UTF8)
    if _is_utf8(data) or _wide(data) or (not marked and any(data.startswith(bom) for bom, _ in _BOMS)):
        return None
    text = data.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
    unread = "".join(_UNREAD.findall(text)).encode("utf-8", errors="surrogateescape")
    valid = _BEYOND_ASCII.findall(_UNREAD.sub("", text))
    usual = sum(letter in _USUAL for letter in valid)
    # Two letters of cp1252 can look like one of UTF-8, but then like an unusual one.
    if not marked and (not valid or usual < _SURE * len(valid)):
        return None
    other = _guess(unread)
    lines = sum(_UNREAD.search(line) is not None for line in text.split("\n"))
    mended = _UNREAD.sub(
        lambda found: found[0].encode("utf-8", errors="surrogateescape").decode(other, errors="replace"), text
    )
    return Decoded(mended, "utf-8-sig" if marked else "utf-8", is_guess=True, other=other, other_lines=lines)


def _is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded_again(text: str) -> str | None:
    """Undo a second encoding, where every letter beyond ASCII shows it."""
    first = _RUN.search(text)
    # Most files end here: their first accent is right, and so is the file.
    if first is None or _once(first[0]) is None:
        return None
    once = _once(" ".join(_RUN.findall(text)))
    letters = _BEYOND_ASCII.findall(once or "")
    usual = sum(letter in _USUAL for letter in letters)
    return _once(text) if letters and usual >= _SURE * len(letters) else None


def _once(text: str) -> str | None:
    """Take the letters as bytes of cp1252 and those as UTF-8; nothing where they are none."""
    try:
        return text.translate(_BYTE_OF).encode("latin-1").decode("utf-8").replace("\ufeff", "")
    except UnicodeError:
        return None


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every second byte of plain text is zero."""
    head = data[:4096]
    if len(head) < 8 or len(data) % 2:
        return None
    first, second = head[0::2].count(0) * 2 / len(head), head[1::2].count(0) * 2 / len(head)
    if second > 0.6 and first < 0.1:
        return "utf-16-le"
    if first > 0.6 and second < 0.1:
        return "utf-16-be"
    return None


def _guess(special: bytes) -> str:
    """Choose the eight-bit encoding that gives the most usual characters for bytes beyond ASCII."""
    special = special[:_SAMPLE]
    shares = {encoding: _usual_share(special, encoding) for encoding in _ENCODINGS}
    best = max(_ENCODINGS, key=lambda encoding: shares[encoding])
    if shares[best] >= _SURE:
        return best
    match = charset_normalizer.from_bytes(special).best()
    return match.encoding if match is not None else best


def _usual_share(special: bytes, encoding: str) -> float:
    """Give the share of usual characters among those beyond ASCII; 0 where bytes have no meaning."""
    try:
        text = special.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    return sum(letter in _USUAL for letter in text) / len(text)
