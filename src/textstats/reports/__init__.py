"""Notebooks to a folder of self-contained HTML reports.

In a notebook `Report` turns tables, Axes and sentences into HTML in which every count opens its passages;
outside it `build` runs notebooks and publishes the pages.
"""
