"""The form of every topic notebook: its sections and their order, its size, and what its code may not do."""

import ast
import re
from pathlib import Path

import pytest
from nbformat import NotebookNode

from bamboo_diplomacy import notebookfile, topics, workbook
from bamboo_diplomacy.data import files

ROOT = workbook.root()
ALL = topics.notebooks(ROOT / "notebooks")
TOPICS = [path for path in ALL if path.stem[:2] != "00"]
ORDER = (
    "What you will be able to do",
    "Your bet",
    "Idea 1",
    "Check yourself",
    "The evidence",
    "Explore",
    "Idea 2",
    "A model",
    "Check the claim",
    "Back to your bet",
    "Key points",
    "Quiz",
    "Words",
    "Further reading",
    "Sources and versions",
)
WORDS = range(1600, 2201)
CELL_LINES = 8
NOTEBOOK_LINES = 60

topic = pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
notebook = pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[NotebookNode]:
    return [cell for cell in notebookfile.read(path).cells if cell.cell_type == kind]


def lines(cell: NotebookNode) -> list[str]:
    return [line for line in notebookfile.source_of(cell).splitlines() if line.strip()]


def prose(path: Path) -> str:
    return "\n\n".join(notebookfile.source_of(cell) for cell in cells(path, "markdown"))


@topic
def test_its_sections_stand_in_the_order_of_the_course(path: Path) -> None:
    headings = re.findall(r"^#{2,3} (.+)$", prose(path), re.MULTILINE)
    found = [section for heading in headings for section in ORDER if heading.startswith(section)]
    assert list(dict.fromkeys(found)) == list(ORDER)


@topic
def test_it_is_as_long_as_a_lesson(path: Path) -> None:
    assert len(re.sub(r"<[^>]+>", " ", prose(path)).split()) in WORDS


@topic
def test_it_has_five_objectives_and_a_key_point_for_each(path: Path) -> None:
    assert re.findall(r"\*\*(O\d)\*\*", prose(path)) == [f"O{number}" for number in range(1, 6)] * 2


@topic
def test_every_explorer_has_three_things_to_try_before_it_and_what_was_to_be_noticed_after_it(path: Path) -> None:
    every = notebookfile.read(path).cells
    explorers = [place for place, cell in enumerate(every) if notebookfile.source_of(cell).startswith("explore.")]
    for place in explorers:
        if every[place - 1].cell_type == "markdown":
            assert len(re.findall(r"^\d\. ", notebookfile.source_of(every[place - 1]), re.MULTILINE)) == 3
        after = next(cell for cell in every[place + 1 :] if cell.cell_type == "markdown")
        assert re.match(r"\*\*(What you should have noticed|How to argue)\.\*\*", notebookfile.source_of(after))


@topic
def test_it_defines_nothing_and_its_code_is_short(path: Path) -> None:
    code = cells(path, "code")
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    for cell in code:
        assert not [node for node in ast.walk(ast.parse(notebookfile.source_of(cell))) if isinstance(node, defined)]
        assert len(lines(cell)) <= CELL_LINES
    assert sum(len(lines(cell)) for cell in code) <= NOTEBOOK_LINES


@topic
def test_it_ends_by_citing_every_dataset_that_its_cells_load(path: Path) -> None:
    code = cells(path, "code")
    loaded = {name for cell in code for name in re.findall(r'load\("(\w+)"\)', notebookfile.source_of(cell))}
    cited = set(re.findall(r"Dataset (\w+), Bamboo Diplomacy", code[-1].outputs[0]["data"]["text/plain"]))
    assert loaded
    assert loaded <= cited
    assert {name for name in cited if path.stem not in files.read_sidecar(name).used_by} == set()


@notebook
def test_every_cell_has_a_readable_id_of_its_notebook(path: Path) -> None:
    names = [cell.id for kind in ("code", "markdown") for cell in cells(path, kind)]
    assert [name for name in names if not re.fullmatch(rf"t{path.stem[:2]}(-[a-z0-9]+)+", name)] == []


@notebook
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", prose(path)) if "://" not in link]
    assert links
    assert [link for link in links if not (path.parent / link).is_file()] == []


@topic
def test_every_work_that_is_cited_is_listed(path: Path) -> None:
    text = prose(path)
    reading = text[text.index("## Further reading") :]
    cited = set(re.findall(r"\[([a-z]+\d{4})[ \],]", text))
    assert [key for key in cited if f"[{key}]" not in reading] == []
