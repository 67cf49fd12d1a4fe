"""What a learner meets in every topic: a lesson that runs to its end, and a task that is solved wrongly and rightly."""

from collections.abc import Sequence

from playwright.sync_api import Locator, expect

from support.notebook_page import NotebookPage

_FAILED = (
    "window.jupyterapp.shell.currentWidget.content.widgets.filter(cell => cell.model.type === 'code')"
    ".flatMap(cell => cell.model.outputs.toJSON()).filter(output => output.output_type === 'error').length"
)


def run_lesson(page: NotebookPage, topic: str, explorers: Sequence[str], *themes: str) -> None:
    """Run a lesson; assert that no cell fails, and that its explorers and its quiz are drawn; keep pictures of both.

    Parameters
    ----------
    page
        A page of JupyterLab.
    topic
        Stem of the notebook.
    explorers
        Ids of the cells that show an explorer.
    themes
        In which themes; the lesson runs in the first.
    """
    page.open(f"notebooks/{topic}.ipynb")
    page.theme(themes[0])
    page.run_all()
    assert page.page.evaluate(_FAILED) == 0
    for cell in explorers:
        explorer = page.run_cell(cell).locator(".bamboo-explorer")
        explorer.locator(".bamboo-vega svg").wait_for()
        for theme in themes:
            page.theme(theme)
            page.screenshot(f"lesson-{cell}-{theme}", explorer)
    quiz = f"{topic.partition('_')[0]}-quiz"
    expect(page.run_cell(f"t{quiz}").locator(".bamboo-quiz fieldset").first).to_be_visible()


def answer(page: NotebookPage, task: str, source: str, *, check: str = "check") -> Locator:
    """Type an answer to a task, run its check and return the cell with the card."""
    page.run_cell(f"{task}-answer", source)
    return page.run_cell(f"{task}-{check}")
