"""Every sentence exists in every language, with the same fields, and none is left over."""

from __future__ import annotations

import ast
import re
import string
import tomllib

import pytest

from tests.architecture.source import ROOT, Module, product

FOLDER = ROOT / "graphlib" / "translation"
LANGUAGES = ("en", "fr")
CALLED = {"Message", "t", "say", "translate", "speak", "text"}
BUILT = ("schema.",)
"""Keys that no code spells out, because they are made from the schema."""


def leaves(prefix: str, table: dict[str, object]) -> dict[str, dict[str, str]]:
    """Flatten a table into its keys, each with its forms."""
    found: dict[str, dict[str, str]] = {}
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict) and "other" not in value:
            found |= leaves(key, value)
        else:
            found[key] = value if isinstance(value, dict) else {"": str(value)}
    return found


def read(language: str) -> dict[str, dict[str, str]]:
    """Read a language's whole catalogue."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        found |= leaves(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    return found


TEXTS = {language: read(language) for language in LANGUAGES}
KEYS = set(TEXTS["en"])
AREAS = {key.split(".")[0] for key in KEYS}


def fields(template: str) -> set[tuple[str, str]]:
    """List the fields of a template, with how each is written."""
    return {(name, spec or "") for _, name, spec, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_same_keys(language: str) -> None:
    assert set(TEXTS[language]) == KEYS, sorted(set(TEXTS[language]) ^ KEYS)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_same_fields(language: str) -> None:
    different = [
        key
        for key in sorted(KEYS & set(TEXTS[language]))
        if {name for name, _ in fields(TEXTS["en"][key].get("other", TEXTS["en"][key].get("", "")))}
        != {name for name, _ in fields(TEXTS[language][key].get("other", TEXTS[language][key].get("", "")))}
    ]
    assert not different


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something_in_both_numbers(language: str) -> None:
    for key, forms in TEXTS[language].items():
        assert all(text.strip() for text in forms.values()), key
        if "other" in forms:
            assert "one" in forms, key


def calls(module: Module) -> list[ast.expr]:
    """List the first arguments of every call that says something."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and node.args:
            named = getattr(node.func, "id", getattr(node.func, "attr", ""))
            inner = getattr(node.func, "func", None)
            speaks = named in CALLED or getattr(inner, "id", getattr(inner, "attr", "")) == "translator"
            if speaks:
                found.append(node.args[0])
    return found


def pattern(text: ast.JoinedStr) -> str:
    """Turn a key that is put together into the pattern of the keys it can be."""
    parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r".+" for p in text.values]
    return "".join(parts)


def test_every_key_that_code_says_exists() -> None:
    unknown = []
    for module in product():
        for said in calls(module):
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                if re.fullmatch(r"[a-z_]+(\.[A-Za-z0-9_]+)+", said.value) and said.value not in KEYS:
                    unknown.append(f"{module.place}:{said.lineno} {said.value}")
            elif isinstance(said, ast.JoinedStr) and isinstance(said.values[0], ast.Constant):
                shape = pattern(said)
                if str(said.values[0].value).split(".")[0] in AREAS and not any(
                    re.fullmatch(shape, key) for key in KEYS
                ):
                    unknown.append(f"{module.place}:{said.lineno} {shape}")
    assert not unknown, "\n".join(unknown)


def spelt() -> set[str]:
    """List the texts that code and page templates spell out."""
    found: set[str] = set()
    for module in product():
        texts = (node.value for node in ast.walk(module.tree) if isinstance(node, ast.Constant))
        found |= {text for text in texts if isinstance(text, str)}
    for folder in ("graphlib", "pages"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".html", ".j2", ".js"):
                found |= set(re.findall(r"[\w.]+\.\w+", path.read_text(encoding="utf-8")))
    return found


def shapes() -> set[str]:
    """List the patterns of the keys that code puts together."""
    found: set[str] = set()
    for module in product():
        said = {id(node) for node in calls(module)}
        for node in ast.walk(module.tree):
            if isinstance(node, ast.JoinedStr) and node.values:
                first = node.values[0]
                area = str(first.value).split(".")[0] if isinstance(first, ast.Constant) else None
                if area in AREAS or (id(node) in said and area is None):
                    found.add(pattern(node))
    return found


def test_no_text_is_left_over() -> None:
    built = re.compile("|".join(sorted(shapes() - {".+"})) or "(?!)")
    left = {key for key in KEYS - spelt() if not key.startswith(BUILT) and not built.fullmatch(key)}
    assert not left, "\n".join(sorted(left))


@pytest.mark.parametrize("language", ["fr"])
def test_french_keeps_a_space_before_double_punctuation(language: str) -> None:
    close = re.compile(r"[^\s\u00a0\u202f\d:/?!{}][;?!](?=\s|$)|\w:(?=\s|$)")
    wrong = {
        key: text for key, forms in TEXTS[language].items() for text in forms.values() if close.search(text)
    }
    assert not wrong
