"""Measurements, each beside a bare peer in the same run; `docs/performance.md` keeps the tables."""
