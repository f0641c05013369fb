"""What each report says and shows: sentences and small tables, computed from the statistics."""
