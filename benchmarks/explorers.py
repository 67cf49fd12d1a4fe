"""From the key that moves a slider to the repainted picture, in milliseconds: run ``python benchmarks/explorers.py``.

Real JupyterLab and headless Chromium; the same picture (trade by year, milestones above it) drawn in three ways on
one page. In each round every way gets the same key presses, one after the other, with time to rest in between, so
disturbances hit all ways alike. The clock runs within the page: it starts when the key arrives at the slider and
stops in the frame after the picture changed (for an image: after it was decoded).
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support.jupyterlab import running_browser, running_lab
from support.notebook_page import NotebookPage

EXPLORER = """
from bamboo_diplomacy import explore
explore.trade_and_milestones(milestone="Permanent normal trade")
"""
INTERACT = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import IntRangeSlider, interact
from bamboo_diplomacy import load

trade = load("us_vietnam_trade").set_index("year")[["us_exports", "us_imports"]].sum(axis=1) / 1000
milestones = load("us_vietnam_milestones").query("key and dimension in ['diplomatic', 'economic']")

def picture(years):
    shown = trade.loc[years[0]:years[1]]
    events = milestones[milestones["year"].between(*years)]
    figure, axes = plt.subplots(figsize=(8.4, 3.3))
    axes.plot(shown.index, shown, marker="o")
    axes.vlines(events["year"], 0, shown.max(), alpha=0.2)
    axes.scatter(events["year"], [shown.max() * 1.05] * len(events))
    axes.set(title=f"Goods trade with the United States, {years[0]} to {years[1]}", ylabel="billion US dollars")
    plt.show()

interact(picture, years=IntRangeSlider(value=(1992, 2024), min=1992, max=2024));
"""
STOPWATCH = """
(area) => {
    const done = new Promise((resolve) => {
        let started = null;
        const stop = () => requestAnimationFrame(() => resolve(performance.now() - started));
        const watch = new MutationObserver(async (changes) => {
            if (started === null) return;
            const images = changes.flatMap((change) => [...change.addedNodes])
                .flatMap((node) => node.querySelectorAll ? [...node.querySelectorAll("img")] : []);
            const redrawn = changes.some((change) => change.target.closest?.("svg"));
            if (!images.length && !redrawn) return;
            watch.disconnect();
            await Promise.all(images.map((image) => image.decode()));
            stop();
        });
        watch.observe(area, { subtree: true, childList: true, attributes: true, characterData: true });
        addEventListener("keydown", () => { started = performance.now(); }, { capture: true, once: true });
    });
    globalThis.measured = done;
}
"""
REST = 400  # milliseconds between two key presses: the slower way has long finished


@dataclass
class Way:
    """One way to draw the picture: the slider's handle, where the picture appears, and what it took."""

    name: str
    handle: Locator
    picture: Locator
    milliseconds: list[float] = field(default_factory=list)

    def press(self, page: NotebookPage, key: str) -> None:
        """Press a key on the slider and note how long the picture took."""
        self.handle.focus()
        self.picture.evaluate(STOPWATCH)
        page.page.keyboard.press(key)
        self.milliseconds.append(page.page.evaluate("globalThis.measured"))
        page.page.wait_for_timeout(REST)


def main(arguments: Sequence[str]) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="rounds of all ways (%(default)s)")
    parser.add_argument(
        "--presses", type=int, choices=range(1, 6), default=5, help="key presses of each way in a round (%(default)s)"
    )
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home, running_lab(Path(home)) as lab, running_browser() as browser:
        page = NotebookPage(browser.new_page(viewport={"width": 1280, "height": 2400}), lab, Path(home))
        page.run("speed.ipynb", EXPLORER, INTERACT)
        ways = ways_on(page)
        for way in ways:
            way.press(page, "ArrowRight")  # the first picture of each way pays for what is loaded once
            way.press(page, "ArrowLeft")
            way.milliseconds.clear()
        for number in range(asked.rounds):
            key = ("ArrowRight", "ArrowLeft")[number % 2]
            for way in ways:
                for _ in range(asked.presses):
                    way.press(page, key)
        page.shut_down()
    report(ways)


def ways_on(page: NotebookPage) -> list[Way]:
    """Return the ways, with their places on the page."""
    explorer = page.explorer()
    chart = explorer.locator(".bamboo-vega")
    plain = page.page.locator(".widget-interact")
    plain.locator("img").wait_for(timeout=60_000)
    return [
        Way("explorer, years (within the page)", explorer.get_by_role("slider", name="Years").first, chart),
        Way("explorer, span of growth (through the kernel)", explorer.get_by_role("slider").last, chart),
        Way("interact and matplotlib, years", plain.get_by_role("slider").first, plain),
    ]


def report(ways: Sequence[Way]) -> None:
    """Print median, 95th percentile and the ratio to the last way."""
    slowest = statistics.median(ways[-1].milliseconds)
    print(f"{'way':<48}{'median':>9}{'p95':>9}{'faster':>9}{'n':>6}")
    for way in ways:
        median = statistics.median(way.milliseconds)
        p95 = statistics.quantiles(way.milliseconds, n=20)[-1]
        print(f"{way.name:<48}{median:>6.0f} ms{p95:>6.0f} ms{slowest / median:>8.1f}x{len(way.milliseconds):>6}")


if __name__ == "__main__":
    main(sys.argv[1:])
