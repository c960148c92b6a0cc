"""The source as the architecture tests read it: parsed, never imported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of the product."""

    path: Path

    @cached_property
    def text(self) -> str:
        """Its source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return ast.parse(self.text)

    @property
    def name(self) -> str:
        """Its dotted name; a package's own file bears the package's name."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def place(self) -> str:
        """Its path from the root."""
        return self.path.relative_to(ROOT).as_posix()

    def imports(self) -> Iterator[str]:
        """List what it imports anywhere, in functions and under TYPE_CHECKING too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def public(self) -> list[str] | None:
        """Give its ``__all__``, or None where it has none."""
        for node in self.tree.body:
            target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
            if isinstance(node, (ast.Assign, ast.AnnAssign)) and getattr(target, "id", "") == "__all__":
                return list(ast.literal_eval(node.value or ast.List([])))
        return None

    def defined(self) -> set[str]:
        """Give the names that its top level binds, imports left out."""
        names: set[str] = set()
        for node in self.tree.body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                names.add(node.name)
            elif isinstance(node, ast.Assign):
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
        return names

    def imported(self) -> set[str]:
        """Give the names that its top level imports, under TYPE_CHECKING too."""
        return {
            alias.asname or alias.name
            for node in ast.walk(self.tree)
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for alias in node.names
        }


def modules(*tops: str) -> list[Module]:
    """List the product's files under these folders or files, in order."""
    found: list[Path] = []
    for top in tops:
        path = ROOT / top
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []
    return [Module(path) for path in found]


def product() -> list[Module]:
    """List every file of the product."""
    return modules("graphlib", "pages", "app.py")


def dependencies(known: list[Module]) -> dict[str, set[str]]:
    """Give, for each module, the project's modules that it imports.

    ``graphlib/__init__.py`` is left out: it only hands on names, and loads them when asked.
    """
    names = {module.name for module in known}
    found: dict[str, set[str]] = {}
    for module in known:
        if module.name != "graphlib":
            found[module.name] = {
                target
                for name in module.imports()
                if (target := _module_of(name, names)) not in (None, "graphlib")
            } - {module.name}
    return found


def _module_of(name: str, known: set[str]) -> str | None:
    """Find the module that an imported name belongs to."""
    while name:
        if name in known:
            return name
        name = name.rpartition(".")[0]
    return None
