"""The front pages: what they name is there."""

import re
from pathlib import Path

import pytest
import yaml

from bamboo_diplomacy import __version__
from bamboo_diplomacy.cli import COMMANDS
from bamboo_diplomacy.course import titlecards
from bamboo_diplomacy.course.coursemap import first_pages

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
GUIDES = tuple(path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md")))


def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [*PAGES, *GUIDES])
def test_every_command_that_a_page_names_is_one(page: str) -> None:
    assert set(re.findall(r"\bbamboo (?!diplomacy\b)([a-z]+)", text(page))) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_a_page_names_is_one(page: str) -> None:
    targets = re.findall(r"^([a-z]+):", text("Makefile"), flags=re.MULTILINE)
    named = re.findall(r"(?:^|`)make ([a-z]+)", text(page), flags=re.MULTILINE)
    assert named
    assert set(named) <= set(targets)


@pytest.mark.parametrize("page", [*PAGES, *GUIDES])
def test_every_place_that_a_page_links_to_is_there(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text(page))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_the_readme_names_every_topic_with_its_question() -> None:
    cards = [titlecards.read(path) for path in first_pages(ROOT)]
    places = [card.file.relative_to(ROOT).as_posix() for card in cards]
    rows = [
        f"| [{card.number} · {card.title}]({place}) | {card.question} |"
        for card, place in zip(cards, places, strict=True)
    ]
    assert [line for line in text("README.md").splitlines() if line.startswith("| [")] == rows


def test_the_readme_is_one_screen() -> None:
    assert len(text("README.md").splitlines()) <= 55


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load(text("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0"
    assert str(citation["version"]) == __version__
    assert {"message", "title", "authors", "license"} <= citation.keys()
