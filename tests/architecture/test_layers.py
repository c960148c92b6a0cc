"""Imports point down, siblings do not know each other, and each concern has one home."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import Module, dependencies, modules, product

LAYERS = (
    {"translation"},
    {"errors"},
    {"schema", "randomness", "version", "files", "engine"},
    {"sectors"},
    {"checks", "ties"},
    {"network"},
    {"kernels", "matching"},
    {"adding", "duplicates", "sampling", "difference", "merging", "periods", "ranking"},
    {"distances", "generators", "readers", "trends"},
    {"centrality", "cohesion", "bridging", "brokerage", "clusters", "homophily", "quality", "editing"},
    {"state", "key_players", "openness", "stability"},
    {"analysis", "introductions", "drawing"},
    {"findings", "introducers", "cards", "definitions", "exactness", "ledger", "backtest"},
    {"scenario"},
    {"snapshot"},
    {"reports", "storage", "arguments"},
    {"__main__"},
)
ABOVE = ("pages.parts", "pages", "app")
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}


def unit(name: str) -> str:
    """Give the unit that a module belongs to: a module or package right under graphlib, or a page layer."""
    parts = name.split(".")
    if parts[0] == "graphlib":
        return parts[1]
    return "pages.parts" if name.startswith("pages.parts") else parts[0]


def rank(name: str) -> int:
    """Give the height of a module's layer."""
    known = unit(name)
    return RANK[known] if known in RANK else len(LAYERS) + ABOVE.index(known)


GRAPH = dependencies(product())


def test_every_module_has_its_layer() -> None:
    homeless = {name for name in GRAPH if unit(name) not in RANK and unit(name) not in ABOVE}
    assert not homeless, f"give these a layer in LAYERS: {sorted(homeless)}"


@pytest.mark.parametrize("name", sorted(GRAPH))
def test_imports_point_down_and_siblings_do_not_know_each_other(name: str) -> None:
    wrong = [used for used in GRAPH[name] if unit(used) != unit(name) and rank(used) >= rank(name)]
    assert not wrong, f"{name} may not import {sorted(wrong)}"


def test_pages_do_not_import_each_other() -> None:
    pages = {name for name in GRAPH if name.startswith("pages.") and not name.startswith("pages.parts")}
    assert not {name: GRAPH[name] & pages for name in pages if GRAPH[name] & pages}


def cycles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Find the sets of modules that reach each other."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for name in graph.get(waiting.pop(), set()) - seen:
                seen.add(name)
                waiting.append(name)
        return seen

    far = {name: reached(name) for name in graph}
    return [
        {name} | {other for other in far[name] if name in far[other]} for name in graph if name in far[name]
    ]


def test_no_module_imports_itself_by_a_detour_lazy_imports_included() -> None:
    assert not cycles(GRAPH)


def test_the_search_for_cycles_finds_one() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})


def test_the_package_does_not_use_its_own_public_names() -> None:
    names = {module.name for module in modules("graphlib")}
    for module in modules("graphlib"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module == "graphlib":
                used = {f"graphlib.{alias.name}" for alias in node.names}
                assert used <= names, f"{module.place} imports {used - names} from the package's face"


def test_graphlib_never_imports_streamlit() -> None:
    for module in modules("graphlib"):
        assert not [name for name in module.imports() if name.split(".")[0] in ("streamlit", "pages", "app")]


def speakers(known: list[Module], pattern: str) -> set[str]:
    """Find the files whose code (docstrings and comments left out) matches a pattern."""
    return {
        module.place for module in known if re.search(pattern, ast.unparse(without_docstrings(module.tree)))
    }


def without_docstrings(tree: ast.Module) -> ast.Module:
    """Copy a tree without the texts that stand alone."""

    class Strip(ast.NodeTransformer):
        def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
            return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    copied = ast.parse(ast.unparse(tree))
    return ast.Module([Strip().visit(node) for node in copied.body if Strip().visit(node)], [])


@pytest.mark.parametrize(
    ("pattern", "homes"),
    [
        (r"\bsession_state\b", {"pages/parts/session.py"}),
        (r"\bcache_(data|resource)\b", {"pages/parts/cache.py"}),
        (
            r"set_random_number_generator|\bdefault_rng\b|np\.random\.(?!Generator)",
            {"graphlib/randomness.py"},
        ),
        (r"^\s*(import|from) random\b", {"graphlib/randomness.py"}),
        (r"\bcreate_engine\b", {"graphlib/storage/connection.py"}),
        (r"\bimport pyvis|from pyvis", {"graphlib/drawing/interactive.py"}),
    ],
)
def test_each_concern_lives_in_one_module(pattern: str, homes: set[str]) -> None:
    assert speakers(product(), f"(?m){pattern}") <= homes
