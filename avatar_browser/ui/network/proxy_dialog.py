"""The dialog for the proxy: the system's, none, or one by its address; to be tried before use."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from avatar_browser.domain.errors import Problem, ProxyFailed
from avatar_browser.providers.proxy import ProxyChoice, Way
from avatar_browser.services.proxy_setting import ProxySetting
from avatar_browser.ui.look.labels import PlainLabel, small_label, title_label
from avatar_browser.ui.look.layouts import column
from avatar_browser.ui.look.theme import SPACE_M, SPACE_XL
from avatar_browser.ui.telling import told

_WAYS = (
    (Way.SYSTEM, "As this computer is set up"),
    (Way.STRAIGHT, "No proxy"),
    (Way.PROXY, "This proxy:"),
)
_EXPLAINED = (
    "A proxy sees which services are asked, not your key nor their answers. Services on this"
    " computer are always asked directly."
)


_AGAIN = "press “Test” again"


class ProxyDialog(QDialog):
    """Nothing is used until Save; Test asks each provider once, without a key."""

    def __init__(self, setting: ProxySetting, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Proxy")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(460)
        self._setting = setting
        self._results: list[str] = []
        self._is_testing = False
        self._group = QButtonGroup(self)
        self._ways = {way: QRadioButton(text) for way, text in _WAYS}
        self._address = QLineEdit()
        self._address.setAccessibleName("Address of the proxy")
        self._address.setPlaceholderText("proxy.example:8080")
        self._result = PlainLabel()
        self._result.setAccessibleName("Result of the test")
        self._test = QPushButton("Test")
        self._test.clicked.connect(self._on_test_clicked)
        save = QPushButton("Save")
        save.setProperty("primary", True)
        save.setDefault(True)
        self._box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._box.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        self._box.addButton(self._test, QDialogButtonBox.ButtonRole.ActionRole)
        self._box.accepted.connect(self._on_save_clicked)
        self._box.rejected.connect(self.reject)
        self._build()
        self._ways[setting.choice.way].setChecked(True)
        self._address.setText(setting.choice.address)
        self._address.textEdited.connect(self._on_address_edited)
        self._group.buttonToggled.connect(self._on_way_changed)
        self._on_way_changed()

    def _build(self) -> None:
        layout = column(self, spacing=SPACE_M, margins=(SPACE_XL,) * 4)
        layout.addWidget(title_label("Proxy"))
        layout.addWidget(small_label(_EXPLAINED))
        for button in self._ways.values():
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addWidget(self._address)
        layout.addWidget(self._result)
        layout.addWidget(self._box)

    @property
    def result_text(self) -> str:
        return self._result.text()

    def _typed(self) -> ProxyChoice | None:
        """None after saying what is wrong with it; what was typed is not repeated."""
        way = next(way for way, button in self._ways.items() if button.isChecked())
        if way is not Way.PROXY:
            return ProxyChoice(way)
        try:
            return ProxyChoice.of_proxy(self._address.text())
        except ValueError as error:
            self._say(str(error))
            return None

    def _say(self, text: str) -> None:
        self._result.show_text(text)
        self.adjustSize()  # else some of the lines are cut

    def _on_save_clicked(self) -> None:
        choice = self._typed()
        if choice is not None:
            self._setting.use(choice)
            self.accept()

    def _on_test_clicked(self) -> None:
        choice = None if self._is_testing else self._typed()
        if choice is None:
            return
        self._is_testing = True  # the button stays as it is: one that is off gives its focus away
        self._results = []
        self._say("Testing…")
        self._setting.check(
            choice,
            owner=self,
            answered=self._on_answered,
            failed=self._on_test_failed,
            done=self._on_tested,
        )

    def _on_answered(self, name: str, problem: Problem | None) -> None:
        if problem is None:
            self._results.append(f"{name} was reached.")
        else:
            self._results.append(_failure(name, problem))
        self._say("\n".join(self._results))

    def _on_tested(self) -> None:
        self._is_testing = False
        if not self._results:
            self._say("All services are on this computer: no proxy is used for them.")

    def _on_test_failed(self, problem: Problem) -> None:
        self._is_testing = False
        self._say("\n".join([*self._results, told(problem, _AGAIN)]))

    def _on_address_edited(self) -> None:
        self._ways[Way.PROXY].setChecked(True)
        self._say("")

    def _on_way_changed(self) -> None:
        self._say("")


def _failure(name: str, problem: Problem) -> str:
    """What is wrong with the proxy can be mended just here."""
    if isinstance(problem, ProxyFailed):
        return f"{str(problem).removesuffix('.')}: check its address, then {_AGAIN}."
    return f"{name}: {told(problem, _AGAIN)}"
