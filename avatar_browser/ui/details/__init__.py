"""The pane "Details": stage, ids, facts and raw record of the avatar chosen."""
