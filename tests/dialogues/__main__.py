"""Write all transcripts anew from what the bot says now."""

from tests.dialogues import record

record()
