"""Bytes to text: which encoding a file is in."""

from __future__ import annotations

import codecs

import charset_normalizer

__all__ = ["decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What spreadsheets of Western Europe hold beside ASCII: in the wrong encoding it turns into
# rarities such as "‡" or "Ž".
_USUAL = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœùúûüýÿßÀÂÄÁÅÆÇÉÈÊËÍÎÏÑÓÔÖØŒÙÚÛÜ«»’‘“”–—…°€£§²·•¿¡ºª\u00a0")

_ENCODINGS = ("cp1252", "mac_roman", "latin-1")

_SAMPLE = 2**20
"""Bytes looked at when an encoding is guessed."""

_SURE = 0.75
"""Share of usual characters from which a guess is kept without asking charset-normalizer."""


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
        encoding = _guess(data)
        return data.decode(encoding, errors="replace"), encoding, True


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


def _guess(data: bytes) -> str:
    """Choose the eight-bit encoding that gives the most usual characters."""
    special = bytes(byte for byte in data if byte > 127)[:_SAMPLE]
    shares = {encoding: _usual_share(special, encoding) for encoding in _ENCODINGS}
    best = max(_ENCODINGS, key=lambda encoding: shares[encoding])
    if shares[best] >= _SURE:
        return best
    match = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return match.encoding if match is not None else best


def _usual_share(special: bytes, encoding: str) -> float:
    """Give the share of usual characters among those beyond ASCII; 0 where bytes have no meaning."""
    try:
        text = special.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    return sum(letter in _USUAL for letter in text) / len(text)
