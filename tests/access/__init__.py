"""Who may see and do what, on every page and call of the site; and what an attacker tries."""
