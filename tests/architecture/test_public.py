"""What is public is listed, documented and typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Function, Module, modules, product

LIBRARY = [module for module in modules("graphlib") if "migrations" not in module.place]
PARTS = modules("pages/parts")
FACE = next(module for module in LIBRARY if module.name == "graphlib")


def holds_code(module: Module) -> bool:
    """Tell a module with code from an empty marker file."""
    return any(not isinstance(node, ast.Expr) for node in module.tree.body)


def by_place(known: list[Module]) -> list[object]:
    """Name each case by its file."""
    return [pytest.param(module, id=module.place) for module in known]


@pytest.mark.parametrize("module", by_place([m for m in LIBRARY + PARTS if holds_code(m)]))
def test_every_module_lists_what_is_public(module: Module) -> None:
    listed = module.public()
    if module.path.name == "__main__.py" and listed is None:
        return
    assert listed is not None, f"{module.place} has no __all__"
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(listed, key=str)
    missing = set(listed) - module.defined() - module.imported()
    assert not missing, f"{module.place} lists what it does not have: {sorted(missing)}"
    functions = {node.name for node in module.tree.body if isinstance(node, (Function, ast.ClassDef))}
    unlisted = {name for name in functions if not name.startswith("_")} - set(listed)
    assert not unlisted, f"{module.place}: list these in __all__ or mark them private: {sorted(unlisted)}"


def documented(module: Module) -> Iterator[tuple[str, ast.AST]]:
    """List everything that needs a docstring: the file, and its classes and functions at any public place."""
    if holds_code(module):
        yield module.place, module.tree
    waiting: list[tuple[str, ast.AST]] = [(module.place, module.tree)]
    while waiting:
        place, node = waiting.pop()
        for child in getattr(node, "body", []):
            if isinstance(child, (Function, ast.ClassDef)) and not child.name.startswith("__"):
                yield f"{place}: {child.name}", child
            if isinstance(child, ast.ClassDef):
                waiting.append((f"{place}: {child.name}", child))


def test_everything_has_a_docstring() -> None:
    silent = [
        place for module in product() for place, node in documented(module) if not ast.get_docstring(node)
    ]
    assert not silent, "\n".join(silent)


def faces() -> list[object]:
    """List the functions that the package hands to its users."""
    listed = set(FACE.public() or [])
    return [
        pytest.param(node, id=f"{module.place}: {node.name}")
        for module in LIBRARY
        for node in module.tree.body
        if isinstance(node, Function) and node.name in listed and node.name in (module.public() or [])
    ]


@pytest.mark.parametrize("function", faces())
def test_public_functions_say_what_they_take_and_give(function: ast.FunctionDef) -> None:
    text = ast.get_docstring(function) or ""
    if not (isinstance(function.returns, ast.Constant) and function.returns.value is None):
        assert "Returns\n-------" in text, "no Returns section"
    taken = [arg.arg for arg in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]]
    if taken == ["network"]:
        assert "directed" in text, "does not say how it reads the network"
    else:
        assert set(taken) <= explained(text), f"not explained: {sorted(set(taken) - explained(text))}"


def explained(text: str) -> set[str]:
    """List the parameters that a docstring has an entry for."""
    section = text.partition("Parameters\n----------")[2].split("\n-----")[0]
    return {
        name.strip() for line in section.splitlines() if not line.startswith(" ") for name in line.split(",")
    }


@pytest.mark.parametrize("function", faces())
def test_public_functions_take_the_network_first_and_options_by_name(function: ast.FunctionDef) -> None:
    assert len(function.args.args) <= 2, "options are keyword-only"
    assert function.args.vararg is None
    assert not function.name.startswith(("get_", "compute_", "calculate_"))


def test_every_function_says_its_types() -> None:
    bare = [
        f"{module.place}: {node.name}"
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, Function)
        and (
            node.returns is None
            or any(arg.annotation is None and arg.arg not in ("self", "cls") for arg in arguments(node))
        )
    ]
    assert not bare, "\n".join(bare)


def arguments(function: Function) -> list[ast.arg]:
    """List all parameters of a function."""
    given = function.args
    stars = [arg for arg in (given.vararg, given.kwarg) if arg]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *stars]
