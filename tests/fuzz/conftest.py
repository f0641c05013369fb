"""Sizes of fuzzing: a moment in the suite, minutes (`medium`), and a million cases in hours (`long`) outside it.

Run as `python -m pytest tests/fuzz --hypothesis-profile=long`.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("short", deadline=None)
settings.register_profile("medium", max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
settings.register_profile("long", max_examples=40_000, deadline=None, suppress_health_check=list(HealthCheck))
if settings.get_current_profile_name() == "default":
    settings.load_profile("short")
