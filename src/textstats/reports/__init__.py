"""Notebooks to a folder of self-contained HTML reports."""
