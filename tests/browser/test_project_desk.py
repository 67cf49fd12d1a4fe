"""The project desk in real JupyterLab: a project is put together, and its code copied, by keyboard alone."""

from playwright.sync_api import expect

from support.notebook_page import NotebookPage

SELECTED = "box => box.value.slice(box.selectionStart, box.selectionEnd)"


def test_a_project_is_put_together_and_copied_by_keyboard(page: NotebookPage) -> None:
    page.run("desk.ipynb", "from bamboo_diplomacy import explore\nexplore.project_desk()")
    desk = page.explorer()
    press = page.page.keyboard.press
    said = desk.get_by_role("status")
    desk.get_by_role("combobox", name="Audience").focus()
    press("ArrowUp")
    expect(said).to_contain_text("Singapore: youth × “Understanding and trust”")
    page.tab_to(desk.get_by_role("combobox", name="Objective"))
    press("End")
    page.tab_to(desk.get_by_role("checkbox", name="P02"))
    press("Space")
    page.tab_to(desk.get_by_role("checkbox", name="P05"))
    press("Space")
    expect(said).to_contain_text("taking P02 and P06 costs 59 of 100 and reaches 8 of the 21 points")
    code = desk.get_by_role("textbox", name="To copy into a cell")
    page.tab_to(code)
    press("ControlOrMeta+a")
    expect(code).to_have_js_property("readOnly", True)
    assert code.evaluate(SELECTED).splitlines()[2:] == ['objective = "values"', 'programme = ["P02", "P06"]']
