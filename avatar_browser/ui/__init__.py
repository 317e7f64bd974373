"""Qt Widgets: shows state, emits intent, decides nothing."""
