"""Proof that a killed process loses nothing: `python -m tests.chaos --kills 200 --responses 1000`.

A `town` of respondents writes to the bot through the strict stand-in for Telegram, in a process of its own; `killing`
starts `howwell run` and kills it, at random moments and at every named crash point; `checks` compares what people did
(`ledger`) and saw with what the database holds (`evidence`).
"""
