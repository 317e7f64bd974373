"""Behaviour over time: state on the GUI thread, waiting on workers. QtCore and QImage only."""
