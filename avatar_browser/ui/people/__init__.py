"""People and their looks: the switch, the way back, and what a tab shows of them."""
