"""The start of the program, made short: how the rest of it is imported."""

import builtins
import gc
from importlib import import_module


def import_quickly() -> None:
    """What is imported from now on is imported without what takes time and gives us nothing.

    Next to nothing of it is garbage: to look for it meanwhile takes a sixth longer. And PySide6
    puts itself before ``import`` to read the source of each module, for its switch
    ``from __feature__ import``, which nothing here uses: a fifth of the time, measured with 6.11.
    """
    gc.disable()
    plain_import = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = plain_import
