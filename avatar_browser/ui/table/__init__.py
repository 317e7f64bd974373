"""The list view: one line an avatar, in columns; the same model and choice as the grid."""
