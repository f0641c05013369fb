"""How it is told: codebooks, naming, stance, agency, reuse, agreement."""
