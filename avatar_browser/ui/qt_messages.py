"""Which of Qt's messages are kept quiet. Imported for its effect, before QtMultimedia.

PipeWire is looked for and done without, and a script that no font on this computer has shows as
boxes: both would be told at every start, and nobody can act on them here. Each clip that is opened
would be described, and each that is left while it is being opened, as happens when another avatar
is chosen, be told as one that cannot be; what cannot be played the window tells itself.
``QT_LOGGING_RULES`` of the environment goes before these rules.
"""

from PySide6.QtCore import QLoggingCategory

QLoggingCategory.setFilterRules(
    "qt.multimedia.symbolsresolver=false\n"
    "qt.multimedia.ffmpeg.mediadataholder=false\n"
    "qt.text.font.db=false"
)
