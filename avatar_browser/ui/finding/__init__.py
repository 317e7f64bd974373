"""Finding: the search field, the chips, the sidebar of filters, the sort menu."""
