"""What Howwell says to everybody: greetings, help, refusals, breakdowns."""

from datetime import datetime

from bot.turns import Button, Message
from bot.wording import rows, say

DISK_FULL = (
    "I cannot save your message yet: the disk of this server is full. It waits for a day at least, and I take it as "
    "soon as there is room, so there is no need to send it again."
)
BROKEN = "Something went wrong on my side with your last message. It is kept, and whoever runs this bot can see it."

_LEARN = (
    "Ask me what a criterion means: type a question in your own words, a code such as 3.2a(3), or a term such as "
    "deployment."
)

_SEND = "You can also send me a document (up to 20 MB): I show what I find in it before it is used."

# What each role's menu offers, in the order of use; the handlers and /help follow it.
MENUS: dict[str, dict[str, str]] = {
    "learner": {
        "ask": "Ask what a criterion means",
        "browse": "Look through the criteria",
        "terms": "Look up a key term",
        "help": "What I can do for you",
    },
    "respondent": {
        "answer": "Choose what to answer",
        "resume": "Go on where you stopped",
        "review": "Look through what you gave, and change it",
        "ask": "Ask what a criterion means",
        "browse": "Look through the criteria",
        "terms": "Look up a key term",
        "help": "What I can do for you",
    },
    "manager": {
        "open": "Open an assessment",
        "invite": "Make a link to invite people",
        "status": "See who has answered how much",
        "scorecard": "See where you stand",
        "why": "See what holds a part back",
        "sources": "See and remove your documents",
        "gaps": "See what I could not answer",
        "answer": "Answer an assessment yourself",
        "resume": "Go on where you stopped",
        "review": "Look through what you gave, and change it",
        "ask": "Ask what a criterion means",
        "browse": "Look through the criteria",
        "terms": "Look up a key term",
        "help": "What I can do for you",
    },
}
MENUS["owner"] = MENUS["manager"]


def greeting(role: str, organisation: str | None, name: str) -> Message:
    """Greet somebody by what they can do here."""
    hello = say("Hello {name}, I am Howwell.", name=name)
    if organisation is None:
        invited = "If somebody invited you to answer, open the link they sent you."
        return Message(f"{hello} {_LEARN}\n\n{invited}")
    if role == "respondent":
        text = say("{organisation} assesses itself, and you can answer for your work.", organisation=organisation)
        return Message(f"{hello} {text}", rows(Button("Choose what to answer", "answer")))
    text = say("You manage assessments of {organisation}. What would you like to do?", organisation=organisation)
    text += f"\n{_SEND}"
    buttons = (
        Button("Open an assessment", "opens"),
        Button("Answer questions", "answer"),
        Button("Scorecard", "cards"),
        Button("What can I ask?", "guide"),
    )
    return Message(f"{hello} {text}", rows(*buttons))


def guide(role: str) -> Message:
    """List what a role can do."""
    lines = [say("/{command}: {what}", command=command, what=what) for command, what in MENUS[role].items()]
    more = ["", _SEND] if role in ("manager", "owner") else []
    return Message("\n".join((_LEARN, "", *lines, *more)))


def refused(reason: str, since: datetime | None) -> Message:
    """Say why an invitation lets nobody in, and what to do."""
    day = f" on {since.day} {since:%B}" if since else ""
    texts = {
        "unknown": "I do not know that invitation. Check that the link is whole, or ask for a new one.",
        "expired": f"That invitation ran out{day}. Ask whoever sent it for a new one.",
        "used up": "That invitation has been used as often as it may be. Ask whoever sent it for a new one.",
        "locked": "Too many wrong invitations. Please wait an hour, then open the link once more.",
    }
    return Message(texts[reason])


def unknown_command(command: str) -> Message:
    """Say that there is no such command."""
    return Message(say("I have no command /{command}. /help lists what I can do for you.", command=command[:40]))


def not_allowed(command: str, role: str) -> Message:
    """Say who may do that."""
    who = "people who manage an assessment" if role == "manager" else "people who were invited to answer"
    return Message(say("/{command} is for {who}. /help lists what I can do for you.", command=command, who=who))


def welcome() -> Message:
    """Answer thanks."""
    return Message("You are welcome.")


def strange_button() -> Message:
    """Answer a button that is not, or no longer, for this person."""
    return Message("That button is not for you, or its time has passed. /help lists what I can do for you.")


def pressed_before() -> Message:
    """Answer a second tap on a button that works once."""
    return Message("You pressed that already: what it did stands above.")


def only_text() -> Message:
    """Say what can be read."""
    return Message("I can only read text at the moment. Please write it as a message.")


def in_private(link: str) -> Message:
    """Ask to talk in private."""
    return Message("I talk with each person alone, so that nobody reads along.", rows(Button("Write to me", link=link)))
