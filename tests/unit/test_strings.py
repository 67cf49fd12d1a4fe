"""The catalogue of sentences: the same keys and places in both languages, NFC, none missing and none unused."""

import ast
import re
import string
import unicodedata
from pathlib import Path

import pytest

import bamboo_diplomacy
from bamboo_diplomacy import strings
from bamboo_diplomacy.strings import dates, numbers

SOURCE = Path(bamboo_diplomacy.__file__).parent
FINDINGS = {
    "practice.finding": ("practice/judge.py", "practice/open_answers.py"),
    "project.unmet": ("project/conditions.py",),
}
"""Tables whose keys are named by the codes of findings, and the modules that find."""

ENGLISH, VIETNAMESE = strings.catalogue("en"), strings.catalogue("vi")


def places(sentence):
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def keys_asked_for():
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield f"{path.name}:{node.lineno}", key.value


def texts_in(path):
    """Yield every text in a module as a pattern, an f-string with its holes; an explorer's name is its module's."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(pattern_of(piece, path) for piece in node.values)


def pattern_of(piece, path):
    if isinstance(piece, ast.Constant):
        return re.escape(piece.value)
    hole = piece.value
    if isinstance(hole, ast.IfExp) and isinstance(hole.body, ast.Constant) and isinstance(hole.orelse, ast.Constant):
        return f"(?:{re.escape(hole.body.value)}|{re.escape(hole.orelse.value)})"
    return re.escape(path.stem) if path.parent.name == "gallery" and ast.unparse(hole) == "self.name" else ".+"


def keys_in_templates():
    for path in [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.j2")]:
        yield from map(re.escape, re.findall(r"[a-z_]+\.[a-z_0-9.]+", path.read_text(encoding="utf-8")))


def patterns_of_keys():
    texts = {text for path in SOURCE.rglob("*.py") for text in texts_in(path)} | set(keys_in_templates())
    yield from (text for text in texts if "\\." in text and " " not in text and re.search("[a-z]", text))
    for table, modules in FINDINGS.items():
        for module in modules:
            yield from (
                f"{re.escape(table)}\\.{text}" for text in texts_in(SOURCE / module) if re.search("[a-z]", text)
            )


def test_both_languages_have_the_same_keys():
    assert ENGLISH.keys() == VIETNAMESE.keys()


def test_a_sentence_has_the_same_places_in_both_languages():
    differ = [key for key in ENGLISH if places(ENGLISH[key]) != places(VIETNAMESE[key])]
    assert differ == []


def test_the_files_themselves_are_in_normal_form():
    files = [path for path in SOURCE.rglob("*.toml") if not unicodedata.is_normalized("NFC", path.read_text("utf-8"))]
    assert files == []


def test_every_key_that_the_code_asks_for_is_there():
    missing = [(where, key) for where, key in keys_asked_for() if key not in ENGLISH]
    assert missing == []


def test_the_code_or_a_template_asks_for_every_key():
    patterns = [re.compile(pattern) for pattern in set(patterns_of_keys())]
    assert [key for key in ENGLISH if not any(pattern.fullmatch(key) for pattern in patterns)] == []


@pytest.mark.parametrize("language", strings.LANGUAGES)
def test_what_rounds_to_nothing_has_no_minus(monkeypatch, language):
    monkeypatch.setenv("BAMBOO_LANGUAGE", language)
    assert [numbers.number(-0.3), numbers.points(-0.001), numbers.percent(-0.001)] == ["0", "0", "0%"]


def test_numbers_and_dates_are_written_as_the_language_does(monkeypatch):
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    assert numbers.number(-1234.56, 1) == "−1.234,6"
    assert numbers.points(0.125, 3) == "0,125"
    assert [dates.written_date(date) for date in ("1977-05-03", "1973-02", "1992")] == ["3/5/1977", "2/1973", "1992"]


def test_an_unknown_key_is_named():
    with pytest.raises(strings.UnknownStringError, match=r"no key 'no\.such'"):
        strings.say("no.such")


@pytest.mark.parametrize(("asked", "spoken"), [("vi_VN.UTF-8", "vi"), ("EN", "en"), ("fr", "en"), ("", "en")])
def test_the_language_is_what_the_environment_names_if_there_is_a_catalogue_for_it(monkeypatch, asked, spoken):
    monkeypatch.setenv("BAMBOO_LANGUAGE", asked)
    assert strings.language() == spoken
