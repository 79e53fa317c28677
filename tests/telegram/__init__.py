"""A strict stand-in for Telegram's servers, in process and over HTTP, and the people who write to the bot.

`server.StrictTelegram` holds the state and refuses what Telegram refuses; `memory` and `http` are its two doors;
`updates` has the people and the raw updates they cause. Not modelled: MarkdownV2, media groups, topics, inline results
other than articles, rights in groups, and Telegram's own speed limits (`faults` scripts them). Unknown methods are
answered 404.
"""
