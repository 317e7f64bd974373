"""Broken files and answers by the thousand, in child processes with limits.

`make test` takes the first few hundred mutants of each target, which are always the same ones;
`make fuzz` goes on with new ones for minutes. A mutant is known by its target and number.
"""
