"""Which of Qt's messages are kept quiet. Imported for its effect, before QtMultimedia.

PipeWire is looked for and done without, and a script that no font on this computer has shows as
boxes: both would be told at every start, and nobody can act on them here. ``QT_LOGGING_RULES``
of the environment goes before these rules.
"""

from PySide6.QtCore import QLoggingCategory

QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false\nqt.text.font.db=false")
