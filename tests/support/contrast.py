"""The contrast of words on a page in the browser, by the formula of WCAG 2."""

import re

from playwright.sync_api import Locator

READABLE = 4.5  # WCAG 2, level AA, for text


def contrast(words: Locator) -> float:
    """Return the contrast of a text with the page behind it, by the formula of WCAG 2; fading counts as thinner ink."""
    colours = words.evaluate(
        """element => {
            const style = getComputedStyle(element);
            const ink = element instanceof SVGElement ? style.fill : style.color;
            let box = element;
            let opacity = style.opacity;
            while (box.parentElement && getComputedStyle(box).backgroundColor === "rgba(0, 0, 0, 0)") {
                box = box.parentElement;
                opacity *= getComputedStyle(box).opacity;
            }
            return [ink, getComputedStyle(box).backgroundColor, String(opacity)];
        }"""
    )
    ink, paper, (opacity,) = (numbers(colour) for colour in colours)
    alpha = opacity * (ink[3] if len(ink) > 3 else 1.0)
    seen = [alpha * front + (1 - alpha) * back for front, back in zip(ink[:3], paper[:3], strict=True)]
    return contrast_ratio(seen, paper[:3])


def numbers(colour: str) -> list[float]:
    """Read ``rgb(…)`` or ``rgba(…)``."""
    return [float(part) for part in re.findall(r"[\d.]+", colour)]


def contrast_ratio(one: list[float], other: list[float]) -> float:
    """Return the WCAG 2 contrast of two colours with channels from 0 to 255."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: list[float]) -> float:
    """Return the relative luminance of a colour with channels from 0 to 255."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
