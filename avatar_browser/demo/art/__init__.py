"""Portraits of people who do not exist, drawn with QPainter from a description.

:func:`avatar_browser.demo.art.portrait.draw` makes the picture,
:mod:`avatar_browser.demo.art.traits` says what can be described. Coordinates of a person are in
units of the figure: the eyes lie at (0, 4), the chin at (0, 141), the shoulders near y = 230.
"""
