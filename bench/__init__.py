"""Benchmarks: figures for ``docs/benchmarks.md``, never a timed test. ``bench/run.py --help`` lists the sections."""
