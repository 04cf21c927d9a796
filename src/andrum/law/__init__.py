"""Law (Swedish: regler): rulebooks as code, with dated parameters and a trace. Pure; keeps nothing."""
