"""Tables to Axes: `plot_x(table, *, ax=None) -> Axes`. Nothing is computed here that a table does not hold."""
