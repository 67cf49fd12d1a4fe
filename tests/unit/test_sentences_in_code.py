"""No sentence that a student or a teacher reads stands in the code: all are in the catalogue, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bamboo_diplomacy

SOURCE = Path(bamboo_diplomacy.__file__).parent
FOR_BUILDERS = {
    "models/": "pure functions of Python, which say in Python's language what is wrong with an argument",
    "author/": "tools of whoever writes the workbook, which is written in English",
    "kernels/": "what a machine cannot do, quoted within a sentence of the catalogue",
    "explore/widgets.py": "told to whoever builds a new kind of control",
    "figures/figure.py": "told to whoever builds a new figure",
    "practice/checking.py": "`mistake` stands in solution notebooks only",
    "practice/open_answers.py": "conditions stand in solution notebooks only",
    "practice/rules.py": "rules stand in solution notebooks only",
    "strings/__init__.py": "a key that the catalogue lacks cannot be said by the catalogue",
}
"""Where English may stand, and why."""

SHOWING = {"echo", "secho", "print", "display", "Label", "HTML", "Button", "Markdown"}
SHOWN_BY_NAME = {
    "alt",
    "caption",
    "description",
    "help",
    "label",
    "placeholder",
    "subtitle",
    "text",
    "title",
    "tooltip",
}
PYTHONS_OWN = {"AttributeError"}
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}\W+[^\W\d_]{2,}")
SPOKEN_BY_SCRIPT = re.compile(r"(?:textContent|innerText|title|label|caption|tooltip|ariaLabel)\s*[:=]\s*(['\"`]\w.*)")
MARKUP = re.compile(r"<style.*?</style>|<[^>]*>|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def test_the_code_takes_what_it_says_from_the_catalogue():
    own = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}
    left = [
        f"{name}:{sentence}"
        for name, path in own.items()
        if not name.startswith(tuple(FOR_BUILDERS))
        for sentence in sentences_shown(path.read_text(encoding="utf-8"))
    ]
    assert left == []


def test_a_template_takes_what_it_says_from_the_catalogue():
    left = {
        path.name: WORD.findall(MARKUP.sub("", path.read_text(encoding="utf-8"))) for path in SOURCE.rglob("*.html")
    }
    assert {name: words for name, words in left.items() if words} == {}


def test_a_script_of_the_page_takes_what_it_says_from_the_kernel():
    left = [
        f"{path.name}: {spoken}"
        for path in SOURCE.rglob("*.js")
        for spoken in SPOKEN_BY_SCRIPT.findall(path.read_text(encoding="utf-8"))
    ]
    assert left == []


@pytest.mark.parametrize(
    "code",
    [
        'raise ValueError(f"The table {name} has no rows.")',
        'return TaskError("Nothing is to be done here.")',
        'click.echo("All went well today.")',
        'Button(description="Start all over again")',
        'spec = {"title": "Trade of both countries"}',
    ],
)
def test_a_sentence_that_is_shown_is_found(code):
    assert len(list(sentences_shown(code))) == 1


@pytest.mark.parametrize(
    "code", ['raise ValueError(say("check.no_file", file=path))', 'rows.query("year > start and year < end")']
)
def test_a_key_and_a_condition_are_no_sentences(code):
    assert list(sentences_shown(code)) == []


def sentences_shown(code: str) -> Iterator[str]:
    """Yield the literals of three words or more that are raised, printed or put on a page."""
    for node in ast.walk(ast.parse(code)):
        for shown in _shown(node):
            literal = _literal(shown)
            if SENTENCE.search(literal):
                yield f"{shown.lineno}: {literal}"


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in SHOWING or (name.endswith("Error") and name not in PYTHONS_OWN):
            yield from node.args
        yield from (keyword.value for keyword in node.keywords if keyword.arg in SHOWN_BY_NAME)
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from (value for key, value in pairs if isinstance(key, ast.Constant) and key.value in SHOWN_BY_NAME)


def _literal(shown: ast.expr) -> str:
    """Return the text of a literal, with a word in each place of an f-string; nothing for any other expression."""
    match shown:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=pieces):
            return "".join(piece.value if isinstance(piece, ast.Constant) else "…" for piece in pieces)
        case _:
            return ""
