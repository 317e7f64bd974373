"""The virtual grid of avatar cards: model, delegate, view; never a widget per cell."""
