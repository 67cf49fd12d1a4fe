"""Real JupyterLab and a real browser, both without a way out of this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support.jupyterlab import Lab, running_browser, running_lab
from support.notebook_page import NotebookPage

OUTPUT = Path(__file__).resolve().parents[2] / "test-output"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """Give expectations a minute instead of five seconds: a shared machine may be slow, and no test measures time."""
    expect.set_options(timeout=60_000)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("jupyter")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as running:
        yield running


@pytest.fixture
def page(browser: Browser, lab: Lab) -> Iterator[NotebookPage]:
    """Open a page for notebooks; at the end, assert that nothing went wrong unseen."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    opened = NotebookPage(context.new_page(), lab, OUTPUT)
    yield opened
    opened.shut_down()
    context.close()
    assert opened.foreign_requests == [], "the page asked for something outside this machine"
    assert opened.errors == [], "the page raised an error"
