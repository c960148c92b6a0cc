"""XML of unknown origin, read safely: nothing is fetched, nothing expands, depth and size are bounded."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol, TypeVar
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import errors as expat_errors

from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import DefusedXMLParser

from graphlib.errors import InputError, Problem
from graphlib.readers.formats.sheets.encoding import decode
from graphlib.readers.limits import MAX_BYTES, MAX_CELL, note, refusal

__all__ = ["AREA", "Document", "Handler", "Root", "parse", "root"]

AREA = "xml_formats"
"""Area of the catalogue that holds the sentences of all XML formats."""

_MAX_DEPTH = 200
"""Levels of nesting; real files stay under 30."""

_MAX_NAME = 1_000
"""Characters of a name with its namespace: it is spelt out for every element."""

_MAX_ATTRIBUTE = 2**20
"""Characters of an attribute, such as the list of all moments of a tie."""

_MAX_ELEMENTS = 5_000_000
"""Elements of a document: as many as can be read in bearable time."""

_MAX_PREFIXES = 20
"""Undeclared prefixes that are declared afterwards."""

_HEAD = 8192
"""Bytes in which the root element is looked for."""

_BLANKS = " \t\r\n"

_ROOT = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})([^<>]*)")

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")

# Encodings that people's programs write. Others are guessed: Python also knows codecs that are no
# encodings of text or take quadratic time.
_USUAL = re.compile(
    r"(us-?)?ascii|utf[-_]?(8|16|32)([-_]?[lb]e)?|iso[-_]?8859[-_]\d+|latin-?\d+|windows-\d+|cp\d+"
    r"|mac\w*|koi8-\w|gbk|gb2312|gb18030|big5|shift[-_]jis|euc-\w+"
)

_PREFIX = re.compile(rb"[<\s/]([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")

_Codes = {
    name: expat_errors.codes[getattr(expat_errors, name)] for name in dir(expat_errors) if "XML_" in name
}
_CUT_OFF = {
    _Codes[f"XML_ERROR_{name}"]
    for name in ("NO_ELEMENTS", "UNCLOSED_TOKEN", "UNCLOSED_CDATA_SECTION", "PARTIAL_CHAR")
}
_UNBOUND_PREFIX = _Codes["XML_ERROR_UNBOUND_PREFIX"]
_UNDEFINED_ENTITY = _Codes["XML_ERROR_UNDEFINED_ENTITY"]


class Root(NamedTuple):
    """How a file begins: the root's name without prefix, its attributes as written, what stands before."""

    tag: str
    attributes: str
    prolog: str


class Handler(Protocol):
    """What is told of each element; names come without namespace."""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def closed(self, tag: str, text: str) -> None:
        """Take the end of an element and the text that stands in it directly."""


HandlerType = TypeVar("HandlerType", bound=Handler)


class Document(NamedTuple):
    """How a document was read: its encoding and what was decided."""

    encoding: str
    notes: list[Problem]


def root(data: bytes) -> Root | None:
    """Find the root element after byte order mark, declaration, comments and document type.

    Parameters
    ----------
    data
        Any bytes; only the first 8 KB are looked at.

    Returns
    -------
    Root or None
        ``None`` where these bytes do not begin as XML does.
    """
    head = _head(data[:_HEAD])
    place = 0
    while True:
        place += len(head[place:]) - len(head[place:].lstrip(_BLANKS))
        ending = next((end for start, end in _PROLOG if head.startswith(start, place)), None)
        if ending is None:
            break
        found = head.find("]" if ending == ">" and _has_subset(head, place) else ending, place)
        found = head.find(ending, found) if found >= 0 else -1
        if found < 0:
            return None
        place = found + len(ending)
    match = _ROOT.match(head, place)
    return Root(match[1], match[2], head[:place]) if match else None


_PROLOG = (("<?", "?>"), ("<!--", "-->"), ("<!DOCTYPE", ">"))


def _has_subset(head: str, place: int) -> bool:
    """Tell whether a document type declares anything of its own."""
    return -1 < head.find("[", place) < head.find(">", place)


def _head(head: bytes) -> str:
    """Read the first bytes well enough to see tags."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return head.decode("utf-32", errors="ignore")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="ignore")
    if head[:2] in (b"<\0", b"\0<"):
        return head.decode("utf-16-le" if head[0] else "utf-16-be", errors="ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def parse(data: bytes, make: Callable[[], HandlerType], *, file: str) -> tuple[HandlerType, Document]:
    """Tell a handler every element of a document, in order.

    Parameters
    ----------
    data
        The file's bytes, in any usual encoding, declared or not.
    make
        Makes the handler; it is called again when the file has to be read a second time.
    file
        What the user calls the file.

    Returns
    -------
    tuple
        The handler after the last element, and how the document was read.

    Raises
    ------
    InputError
        If it is no well-formed XML (with the line), declares entities, is nested too deeply, is
        too large, or if the handler refuses it. Time and memory are linear in the bytes.
    """
    if len(data) > MAX_BYTES:
        raise refusal(file, "too_large", limit=MAX_BYTES // 2**20)
    document, encoding, notes = _as_utf8(data, file)
    body = document.lstrip()
    first_line = 1 + document[: len(document) - len(body)].count(b"\n")
    try:
        return _fed(body, make(), file), Document(encoding, notes)
    except ParseError as error:
        if error.code != _UNBOUND_PREFIX:
            raise _refused(error, file, first_line) from error
    # Scripts often write viz:size without declaring viz.
    try:
        return _fed(_with_prefixes(body), make(), file), Document(encoding, notes)
    except ParseError as error:
        raise _refused(error, file, first_line) from error


def _as_utf8(data: bytes, file: str) -> tuple[bytes, str, list[Problem]]:
    """Give a document as UTF-8, with its encoding and what had to be decided."""
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8).lstrip())
    stated = declared[1].decode("ascii").lower() if declared else "utf-8"
    is_wide = data[:2] in (b"<\0", b"\0<", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if not is_wide and re.fullmatch(r"utf-?8|(us-?)?ascii", stated) and _is_utf8(data):
        return data.removeprefix(codecs.BOM_UTF8), "utf-8", []
    text, encoding, is_guess = _text(data, stated)
    notes = [note(file, "encoding", area=AREA, encoding=encoding)] if is_guess else []
    if "\ufffd" in text:
        notes.append(note(file, "unreadable_letters", count=text.count("\ufffd")))
    return text.lstrip("\ufeff").encode("utf-8", errors="replace"), encoding, notes


def _text(data: bytes, stated: str) -> tuple[str, str, bool]:
    """Decode as the file states where that is a usual encoding; otherwise as its bytes suggest."""
    is_eight_bit = _USUAL.fullmatch(stated) and not stated.startswith("utf")
    if is_eight_bit and b"\0" not in data[:_HEAD]:
        try:
            return data.decode(stated, errors="replace"), stated, False
        except LookupError:
            pass
    text, encoding, is_guess = decode(data)
    return text, encoding, is_guess and not encoding.startswith("utf-16")


def _is_utf8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8, without holding all of the text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), 2**20):
            decoder.decode(data[start : start + 2**20])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _with_prefixes(body: bytes) -> bytes:
    """Declare on the root element the prefixes that are used without a declaration."""
    found = root(body)
    if found is None:
        return body
    place = body.find(b"<", len(found.prolog.encode("latin-1", errors="replace")))
    after = re.compile(rb"<[^\s/>]+").match(body, place)
    if after is None:
        return body
    declared = set(re.findall(rb"xmlns:([\w.-]+)\s*=", found.attributes.encode("latin-1", errors="replace")))
    unknown = sorted(set(_PREFIX.findall(body)) - declared - {b"xml", b"xmlns"})[:_MAX_PREFIXES]
    added = b"".join(b' xmlns:%s="%s"' % (prefix, prefix) for prefix in unknown)
    return body[: after.end()] + added + body[after.end() :]


def _refused(error: ParseError, file: str, first_line: int) -> InputError:
    """Say where a document breaks the rules of XML."""
    key = "cut_off" if error.code in _CUT_OFF else "broken"
    if error.code == _UNDEFINED_ENTITY:
        key = "entity"
    return refusal(file, key, area=AREA, line=str(error.position[0] + first_line - 1))


def _fed(document: bytes, handler: HandlerType, file: str) -> HandlerType:
    """Read one document in UTF-8 to its end."""
    # Fed at once: in pieces, older expat scans a long token again for every piece.
    parser = _Parser(target=_Target(handler, file), encoding="utf-8", forbid_dtd=True)
    try:
        parser.feed(document)
        parser.close()
    except DefusedXmlException as error:
        raise refusal(file, "declarations", area=AREA) from error
    return handler


class _Parser(DefusedXMLParser):
    """A parser that bears a document type as long as it declares nothing in the file itself."""

    def defused_start_doctype_decl(
        self,
        name: str,
        sysid: str | None,
        pubid: str | None,
        has_internal_subset: object,
    ) -> None:
        """Refuse declarations; a mere reference to a DTD is never followed."""
        if has_internal_subset:
            raise DTDForbidden(name, sysid or "", pubid or "")


class _Target:
    """Passes elements on, without namespaces, and bounds depth, names and texts."""

    def __init__(self, handler: Handler, file: str) -> None:
        self._handler = handler
        self._file = file
        self._texts: list[list[str]] = []
        self._lengths: list[int] = []
        self._elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag."""
        self._elements += 1
        if self._elements > _MAX_ELEMENTS:
            raise refusal(self._file, "too_many_elements", area=AREA, limit=_MAX_ELEMENTS)
        if len(self._texts) >= _MAX_DEPTH:
            raise refusal(self._file, "too_deep", area=AREA, limit=_MAX_DEPTH)
        if len(tag) > _MAX_NAME:
            raise refusal(self._file, "long_name", area=AREA, limit=_MAX_NAME)
        if any(len(value) > _MAX_ATTRIBUTE for value in attributes.values()):
            raise refusal(self._file, "long_value", area=AREA, limit=MAX_CELL)
        self._texts.append([])
        self._lengths.append(0)
        self._handler.opened(
            tag.rpartition("}")[2], {name.rpartition("}")[2]: value for name, value in attributes.items()}
        )

    def data(self, text: str) -> None:
        """Take text; more than a cell can hold is not stored, but remains too long."""
        if self._texts and self._lengths[-1] <= MAX_CELL:
            self._texts[-1].append(text)
            self._lengths[-1] += len(text)

    def end(self, tag: str) -> None:
        """Take an end tag."""
        self._lengths.pop()
        self._handler.closed(tag.rpartition("}")[2], "".join(self._texts.pop()))

    def close(self) -> None:
        """Take the end of the document."""
