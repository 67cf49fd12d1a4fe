"""The catalogue of sentences: the same keys and places in both languages, NFC, and every key that the code asks for."""

import ast
import string
import unicodedata
from pathlib import Path

import pytest

import bamboo_diplomacy
from bamboo_diplomacy import strings

SOURCE = Path(bamboo_diplomacy.__file__).parent
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


def test_an_unknown_key_is_named():
    with pytest.raises(strings.UnknownStringError, match=r"no key 'no\.such'"):
        strings.say("no.such")


@pytest.mark.parametrize(("asked", "spoken"), [("vi_VN.UTF-8", "vi"), ("EN", "en"), ("fr", "en"), ("", "en")])
def test_the_language_is_what_the_environment_names_if_there_is_a_catalogue_for_it(monkeypatch, asked, spoken):
    monkeypatch.setenv("BAMBOO_LANGUAGE", asked)
    assert strings.language() == spoken
