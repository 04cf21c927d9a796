"""See CONTRIBUTING.md: which kind of test a change needs."""
