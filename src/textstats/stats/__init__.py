"""What can be counted: keyness, dispersion, diversity, readability, collocations, resampling."""
