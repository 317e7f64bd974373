"""Accounts and their keys: added, checked, switched and removed."""
