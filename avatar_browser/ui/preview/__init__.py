"""Previews that play on a card, while the mouse or the keyboard rests there."""
