"""T10: what a provider sends is shown as it is. No code takes a way on which Qt reads it as more.

A label guesses whether its text is rich text, and so does a tool tip; a picture is read in
whatever format it claims to have, and a file by whatever its name is; a link is opened by whatever
program the system has for it. Each of these ways has one door, and every other use of it fails.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import avatar_browser

_SOURCE = Path(avatar_browser.__file__).parent

_DOORS = {
    "QLabel": {"ui/look/labels.py"},
    "QDesktopServices": {"ui/links.py", "ui/video/errands.py"},
    "convertFromPlainText": {"ui/look/plain.py"},
}
"""Names, and the files that alone may use them."""
_NEVER = {
    *("QMessageBox", "QErrorMessage", "QInputDialog", "QTextBrowser", "QTextDocument", "QTextEdit"),
    *("QStaticText", "setHtml", "insertHtml", "appendHtml", "setMarkdown"),
    *("setTextFormat", "setOpenExternalLinks", "setOpenLinks", "linkActivated"),
    *("loadFromData", "QMovie", "QSvgRenderer", "QSvgWidget", "QWebEngineView"),
    "ToolTipRole",
}
_MAY_STILL = {
    "setTextFormat": {"ui/look/labels.py"},
    "QSvgRenderer": {"ui/look/icons.py"},
}
_TIPS = {"setToolTip", "setStatusTip", "setWhatsThis", "showText"}
_MAY_TIP = {"ui/look/plain.py"}
_FROM_FILES = {"QPixmap", "QImage", "QIcon"}

Finding = tuple[str, int, str]


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(_SOURCE.rglob("*.py")):
        name = path.relative_to(_SOURCE).as_posix()
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def findings(check: Callable[[str, ast.AST], str]) -> list[Finding]:
    return [
        (name, getattr(node, "lineno", 0), said)
        for name, tree in sources()
        for node in ast.walk(tree)
        if (said := check(name, node))
    ]


def is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def called(node: ast.AST) -> str:
    """The last name of what is called, empty for anything but a call."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def used_outside_its_door(name: str, node: ast.AST) -> str:
    word = ""
    if isinstance(node, ast.Name):
        word = node.id
    elif isinstance(node, ast.Attribute):
        word = node.attr
    elif isinstance(node, ast.alias):
        word = node.name
    allowed = _DOORS.get(word) or _MAY_STILL.get(word, set())
    forbidden = word in _DOORS or word in _NEVER
    return word if forbidden and name not in allowed else ""


def variable_tip(name: str, node: ast.AST) -> str:
    """A tip that is not written where it is set; of ``QToolTip.showText`` the second argument."""
    word = called(node)
    if word not in _TIPS or name in _MAY_TIP or not isinstance(node, ast.Call):
        return ""
    texts = node.args[1:2] if word == "showText" else node.args[:1]
    return "" if all(map(is_literal, texts)) else word


def read_by_name(_name: str, node: ast.AST) -> str:
    """A picture from a file, by whatever format its name or its bytes claim."""
    word = called(node)
    if word not in _FROM_FILES or not isinstance(node, ast.Call) or len(node.args) != 1:
        return ""
    [only] = node.args
    is_text = is_literal(only) or isinstance(only, ast.JoinedStr)
    is_path = called(only) in {"str", "Path", "fspath"}
    return word if is_text or is_path else ""


def ampersand_by_hand(name: str, node: ast.AST) -> str:
    is_escape = isinstance(node, ast.Constant) and node.value == "&&"
    return "&&" if is_escape and name != "ui/look/plain.py" else ""


CHECKS = [used_outside_its_door, variable_tip, read_by_name, ampersand_by_hand]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_no_code_lets_qt_read_more_into_a_text(check: Callable[[str, ast.AST], str]) -> None:
    assert findings(check) == []


@pytest.mark.parametrize(
    ("code", "check"),
    [
        ("QLabel(name)", used_outside_its_door),
        ("from PySide6.QtWidgets import QLabel", used_outside_its_door),
        ("class Tag(QLabel): ...", used_outside_its_door),
        ("QtWidgets.QMessageBox.warning(self, title, text)", used_outside_its_door),
        ("pixmap.loadFromData(data)", used_outside_its_door),
        ("QDesktopServices.openUrl(url)", used_outside_its_door),
        ("item.setData(Qt.ItemDataRole.ToolTipRole, name)", used_outside_its_door),
        ("button.setToolTip(name)", variable_tip),
        ("button.setToolTip(f'Copy {name}')", variable_tip),
        ("QToolTip.showText(place, name, self)", variable_tip),
        ("QPixmap(str(path))", read_by_name),
        ("QImage('still.png')", read_by_name),
        ("name.replace('&', '&&')", ampersand_by_hand),
    ],
)
def test_the_checks_find_what_they_are_for(code: str, check: Callable[[str, ast.AST], str]) -> None:
    assert any(check("ui/anywhere.py", node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "button.setToolTip('Close (Esc)')",
        "QPixmap(size)",
        "PlainLabel(name)",
        "set_tip(self, name)",
    ],
)
def test_the_checks_leave_the_rest(code: str) -> None:
    nodes = list(ast.walk(ast.parse(code)))
    assert [said for check in CHECKS for node in nodes if (said := check("ui/a.py", node))] == []
