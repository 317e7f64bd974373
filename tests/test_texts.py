"""Whoever reads a failing state knows from one sentence what happened and what to do (issue 5).

All texts of the program are looked at where they are written.
"""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import avatar_browser
from avatar_browser.domain import errors
from avatar_browser.domain.errors import Problem
from avatar_browser.ui.telling import told
from tests.support.sentences import is_one_sentence, mentioned, says_what_to_do

_SOURCE = Path(avatar_browser.__file__).parent
_AGAIN = "press “Play” to try again"
_SAID_ELSEWHERE = {
    "services/dispatcher.py": "of whatever task: where it is told it is known how to try again"
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(_SOURCE.rglob("*.py")):
        name = path.relative_to(_SOURCE).as_posix()
        if not name.startswith("demo/"):
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.Module) -> set[str]:
    """Every text in it, and each part of one that is put together; docstrings are none."""
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    constants = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs)
    return {node.value for node in constants if isinstance(node.value, str)}


def worded(node: ast.expr | None, module: ModuleType) -> str | None:
    """What the expression says, with X for what is put in; None where that is not known here."""
    if isinstance(node, ast.Name):
        found = getattr(module, node.id, None)
        return found if isinstance(found, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = [worded(part, module) for part in node.values]
        return "".join("X" if part is None else part for part in parts)
    if isinstance(node, ast.FormattedValue):
        return worded(node.value, module)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def problems() -> Iterator[tuple[str, int, Problem]]:
    """Each that is made with words of its own, and where."""
    for name, tree in sources():
        dotted = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            kind = getattr(errors, node.func.id, None)
            if not (isinstance(kind, type) and issubclass(kind, Problem) and node.args):
                continue
            module = import_module(f"avatar_browser.{dotted}")
            words = worded(node.args[0], module)
            given = {word.arg: word.value for word in node.keywords}
            if words is not None:
                advice = worded(given.get("advice"), module)
                yield name, node.lineno, kind(words, advice=advice)


def test_every_button_that_a_text_names_is_there() -> None:
    names: set[str] = set()
    named: dict[str, str] = {}
    for file, tree in sources():
        for text in texts(tree):
            names.add(text.replace("&", ""))
            named |= dict.fromkeys(mentioned(text), file)
    assert len(named) > 10
    assert {name: file for name, file in named.items() if name not in names} == {}


def test_every_problem_that_is_told_says_what_to_do() -> None:
    found = list(problems())
    assert len(found) > 40
    bad = []
    for file, line, problem in found:
        is_whole = type(problem) is Problem and file not in _SAID_ELSEWHERE
        text = told(problem, "" if is_whole else _AGAIN)
        if not (is_one_sentence(text) and says_what_to_do(text)):
            bad.append(f"{file}:{line}: {text}")
    assert bad == []
