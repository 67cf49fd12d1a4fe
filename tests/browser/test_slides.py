"""A deck in a browser: a file that is opened without a server, without a network and without Python."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bamboo_diplomacy import topics, workbook
from bamboo_diplomacy.slides import files

OUTPUT = Path(__file__).resolve().parents[2] / "test-output"
LESSONS = files.lessons(workbook.root())
WIDTH, HEIGHT = 1280, 720

# Every element of a slide must stay inside it, above its footer, and hold what is written in it.
SPILLED = """() => {
  const spilled = [];
  for (const section of Reveal.getSlides()) {
    const { h, v } = Reveal.getIndices(section);
    Reveal.slide(h, v, 99);
    const slide = section.querySelector(".slide");
    const edge = slide.getBoundingClientRect();
    const footer = slide.querySelector("footer").getBoundingClientRect();
    const floor = footer.height ? footer.top : edge.bottom;
    for (const part of slide.querySelectorAll("header *, .body *")) {
      const place = part.getBoundingClientRect();
      const outside = place.right > edge.right - 20 || place.bottom > floor + 1 || place.top < edge.top + 20;
      const cut = getComputedStyle(part).display !== "inline" && part.scrollWidth > part.clientWidth + 2;
      if (place.width && (outside || cut)) spilled.push([h, v, part.tagName, part.textContent.slice(0, 40)]);
    }
    for (const text of slide.querySelectorAll("p, li, dd, td, th, figcaption, h2")) {
      if (parseFloat(getComputedStyle(text).fontSize) < 14) spilled.push([h, v, "small", text.textContent]);
    }
    const list = slide.querySelector(".beside .points")?.getBoundingClientRect();
    const below = slide.querySelector(".beside .said")?.getBoundingClientRect();
    if (list && below && list.bottom > below.top) spilled.push([h, v, "list over what stands below it"]);
  }
  return spilled;
}"""

TO_THE_QUESTIONS = """() => {
  const { h, v } = Reveal.getIndices(document.querySelector(".answers").closest("section"));
  Reveal.slide(h, v);
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser that is offline; at the end, assert that only the file was asked for, and nothing failed."""
    opened = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, offline=True)
    asked: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    yield opened
    opened.close()
    assert [address for address in asked if not address.startswith(("file:", "data:", "about:"))] == []
    assert errors == []


def shown(context: BrowserContext, lesson: Path, folder: Path) -> Page:
    page = context.new_page()
    page.goto(files.write(lesson, folder).file.as_uri())
    page.wait_for_function("window.Reveal?.isReady()")
    return page


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_every_slide_fits_the_screen(lesson: Path, context: BrowserContext, tmp_path: Path) -> None:
    assert shown(context, lesson, tmp_path).evaluate(SPILLED) == []


def test_a_teacher_projects_a_lesson_by_keys(context: BrowserContext, tmp_path: Path) -> None:
    page = shown(context, topics.choose(LESSONS, "04"), tmp_path)
    heading = page.locator("section.present section.present h2")
    expect(heading).to_have_text("Building trust with the United States")
    OUTPUT.mkdir(exist_ok=True)
    page.screenshot(path=OUTPUT / "slides-title.png")
    for key in ("ArrowRight", "Space", "PageDown"):
        page.keyboard.press(key)
    expect(heading).to_have_text("A search")

    page.evaluate(TO_THE_QUESTIONS)
    answer = page.locator(".answers dd").first
    expect(answer).to_have_css("opacity", "0")
    page.keyboard.press("ArrowRight")
    expect(answer).to_have_css("opacity", "1")

    with page.expect_popup() as opened:
        page.keyboard.press("s")
    expect(opened.value.locator("#speaker-controls .speaker-controls-notes")).to_contain_text(
        "a state that plans to cheat"
    )
    opened.value.close()

    page.keyboard.press("p")
    expect(page.locator(".pdf-page")).to_have_count(page.locator("section section").count())
