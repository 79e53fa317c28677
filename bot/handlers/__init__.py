"""Telegram's updates into plain turns. No decision is made here."""
