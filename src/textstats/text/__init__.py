"""What was written: documents, segments, voices, tokens, concordance."""
