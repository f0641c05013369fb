"""`python -m textstats`."""

from textstats.cli import main

main()
