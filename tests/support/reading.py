"""What a reader sees of an explorer on the page: its words, and the faults of its picture and controls."""

from pathlib import Path

from playwright.sync_api import Locator

_FAULTS = Path(__file__).with_name("legible.js").read_text(encoding="utf-8")
_TEXTS = """explorer => [...explorer.querySelectorAll("text, option, label, button, p, div")]
    .filter(part => part.matches("text") || !part.querySelector("*"))
    .map(part => part.textContent).concat([...explorer.querySelectorAll("[aria-label]")].map(part => part.ariaLabel))"""


def faults(explorer: Locator) -> list[str]:
    """Return what is cut off, wider than its place or on top of each other, a sentence each."""
    return list(explorer.evaluate(_FAULTS))


def texts(explorer: Locator) -> list[str]:
    """Return what stands on the page, and what a screen reader says for it."""
    return [" ".join(text.split()) for text in explorer.evaluate(_TEXTS) if text.strip()]
