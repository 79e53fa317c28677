"""The pictures of the README, made from real conversations: `make pictures` (needs a Chromium on the path).

The people and their ratings are invented; every sentence and every figure is what the bot says and draws.
"""

import asyncio
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.console import Console, conversation
from bot.settings import Settings
from bot.terminal import Screen

OUT = Path(__file__).parent.parent / "docs" / "pictures"
PHONE_PIXELS = 440
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PEOPLE = ("Ana", "Rui", "Jo", "Mina", "Piet", "Sara", "Tom", "Ulla", "Yusuf")
# How far along each part is, in bands, for the invented people; the last parts were asked of few.
LEANING = {"3.2a(1)": 3, "3.2a(2)": 3, "3.2a(3)": 4, "3.2a(4)": 2, "3.2b(1)": 2, "3.2b(2)": 1, "3.2c": 2}


@dataclass
class Album(Screen):
    """A screen that keeps each bubble, to be drawn later; an edited message takes the place of the old one."""

    bubbles: list[dict[str, Any]] = field(default_factory=list)

    def typed(self, line: str, *, echo: bool = True) -> None:
        super().typed(line, echo=False)
        if not line.startswith("/") or not line[1:].isdigit():
            self.bubbles.append({"mine": True, "text": escape(line), "keyboard": [], "id": None})

    def show(self, sign: str, chat: int, message_id: int, text: str, keyboard: list[list[dict[str, str]]]) -> None:
        super().show(sign, chat, message_id, text, keyboard)
        bubble = {"mine": False, "text": text, "keyboard": keyboard, "id": message_id}
        place = next((n for n, one in enumerate(self.bubbles) if one["id"] == message_id), None)
        if place is None:
            self.bubbles.append(bubble)
        else:
            self.bubbles[place] = bubble


STYLE = """
body{margin:0;background:#dfe7ee;font:15px/1.38 "DejaVu Sans",sans-serif;color:#17212b}
main{padding:14px 12px 18px;display:flex;flex-direction:column;gap:8px}
.b{max-width:86%;padding:8px 12px;border-radius:14px;background:#fff;white-space:pre-line;
box-shadow:0 1px 1px #0002}
.m{align-self:flex-end;background:#e3f6d3}.t{align-self:flex-start;min-width:64%}
blockquote{margin:6px 0;padding:2px 0 2px 10px;border-left:3px solid #6aa5d8;color:#33465a}
.k{display:flex;gap:4px;margin-top:4px}
.k span{flex:1;text-align:center;background:#5f8fb8;color:#fff;border-radius:8px;
padding:6px 4px;font-size:13px}
i{color:#5b6b7b;font-size:13px}code{font-family:"DejaVu Sans Mono",monospace;font-size:13px}
"""


def page(bubbles: list[dict[str, Any]]) -> str:
    """Return bubbles as a page that looks like a chat on a phone."""
    parts = []
    for bubble in bubbles:
        rows = "".join(
            '<div class="k">' + "".join(f"<span>{escape(one['text'])}</span>" for one in row) + "</div>"
            for row in bubble["keyboard"]
        )
        side = "m" if bubble["mine"] else "t"
        parts.append(f'<div class="b {side}">{bubble["text"]}{rows}</div>')
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><main>{"".join(parts)}</main>'


def shoot(html: str, name: str, pixels: int) -> None:
    """Render a page with a headless browser into docs/pictures."""
    browser = next((found for one in BROWSERS if (found := shutil.which(one))), None)
    if browser is None:
        raise SystemExit(f"install a browser first: one of {', '.join(BROWSERS)}")
    with TemporaryDirectory(prefix="howwell-picture-") as folder:
        source = Path(folder) / "page.html"
        source.write_text(html, encoding="utf-8")
        quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2")
        still = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
        size = f"--window-size={PHONE_PIXELS},{pixels}"
        command = (browser, *quiet, *still, size, f"--user-data-dir={folder}/browser", f"--screenshot={OUT / name}")
        subprocess.run((*command, source.as_uri()), check=True, capture_output=True, timeout=120)


async def invited(console: Console) -> str:
    """Open an assessment as its manager and return the invitation."""
    await console.sit("Marta", "manager")
    # Business, Customers, a tick at 3.2, on; every question, open, invite.
    for line in ("/open", "/1", "/5", "/3", "/4", "/1", "/1", "/1"):
        await console.say(line)
    link = next(line for line in reversed(console.terminal.screen.lines) if "/start" in line)
    return link.split("/start ")[1].split()[0]


async def crowd(console: Console, code: str) -> None:
    """Let the invented people answer, each in their own way."""
    chance = Random(7)
    for person, name in enumerate(PEOPLE):
        await console.sit(name)
        await console.say(f"/start {code}")
        await console.say("/1")
        for part, questions in (("3.2a(1)", 4), ("3.2a(2)", 6), ("3.2a(3)", 3), ("3.2a(4)", 1), ("3.2b(1)", 3)):
            for _ in range(questions):
                if chance.random() < 0.1 * person / 4:
                    await console.say("skip")
                    continue
                await console.say(f"The team of {name} does this in the weekly round; the lead checks it every month.")
                await tell_no_more(console)
                band = min(6, max(1, LEANING[part] + chance.choice((-1, 0, 0, 1))))
                await console.say(f"/{band}")


async def tell_no_more(console: Console) -> None:
    """Press "That is all I know" where a follow-up waits."""
    last = console.terminal.screen.lines[-3:]
    found = re.findall(r"\[/(\d+) That is all I know\]", "\n".join(last))
    if found:
        await console.say(f"/{found[-1]}")


async def conversations(home: Path) -> None:
    """Hold the conversations and draw them."""
    album = Album(echo=False)
    async with conversation(Settings(home=home, _env_file=None), album) as console:
        await asyncio.to_thread(console.howwell.world.library.wait)
        code = await invited(console)
        await console.sit("Ana")
        album.bubbles.clear()
        for line in (f"/start {code}", "/1", "Whoever takes the call writes it down and calls back within a day."):
            await console.say(line)
        await console.say("The duty lead steps in; there is a rota on the team page.")
        shoot(page(album.bubbles), "answering.png", 715)
        await tell_no_more(console)
        await console.say("/3")
        album.bubbles[:] = album.bubbles[-1:]
        for line in ("what is a segment?", "3.2a(3)"):
            await console.say(line)
        shoot(page(album.bubbles[:-1]), "asking.png", 1060)
        await crowd(console, code)
        await console.sit("Marta")
        await console.say("/scorecard")
        drawn = max((home / "pictures").glob("*.png"), key=lambda path: path.stat().st_mtime)
        shutil.copy(drawn, OUT / "scorecard.png")


def main() -> None:
    """Make the pictures anew."""
    OUT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="howwell-pictures-") as home:
        asyncio.run(conversations(Path(home)))


if __name__ == "__main__":
    main()
