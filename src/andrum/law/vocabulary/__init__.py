"""The words every rulebook is written in: facts, provisions, parameters, arithmetic, trace and outcome."""
