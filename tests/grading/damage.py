"""What happens to a solved notebook on its way to the teacher: a table of damages, each with what must come of it.

`FILES` are done to one notebook's content; `FOLDERS` to what lies in a student's folder.
"""

import copy
import gzip
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from support import rewrites
from support.submissions import POINTS, Notebook, cell_of, helper, to_bytes

ALL_RIGHT: Mapping[str, str] = {**dict.fromkeys(POINTS, "right"), "essay": "to mark"}


@dataclass(frozen=True)
class Damage:
    """One way in which a submission is damaged.

    Parameters
    ----------
    hand_in
        Writes the submission of a student into a folder, given the solved notebook and the untouched exercise.
    verdicts
        The verdict of each task; empty if the submission cannot be graded.
    says
        Words that the notes must hold.
    """

    hand_in: Callable[[Path, Notebook, Notebook], None]
    verdicts: Mapping[str, str] = field(default_factory=dict)
    says: str = ""


def damages() -> dict[str, Damage]:
    """Return all damages by name."""
    return {**_encodings(), **_formats(), **_cells(), **_stored(), **_unreadable(), **_folders()}


Change = Callable[[Notebook], Notebook | None]


def _changed(change: Change, name: str = "99_sample.ipynb") -> Callable[[Path, Notebook, Notebook], None]:
    def hand_in(folder: Path, solved: Notebook, exercise: Notebook) -> None:
        notebook = copy.deepcopy(solved)
        (folder / name).write_bytes(to_bytes(change(notebook) or notebook))

    return hand_in


def _bytes(make: Callable[[bytes], bytes], name: str = "99_sample.ipynb") -> Callable[[Path, Notebook, Notebook], None]:
    def hand_in(folder: Path, solved: Notebook, exercise: Notebook) -> None:
        (folder / name).write_bytes(make(to_bytes(solved)))

    return hand_in


def _encodings() -> dict[str, Damage]:
    return {
        "byte-order mark": Damage(_bytes(rewrites.with_byte_order_mark), ALL_RIGHT),
        "Latin-1": Damage(
            _bytes(lambda own: own.replace(b"Trust was", "Déjà vu was".encode("latin-1"))), ALL_RIGHT, "not as UTF-8"
        ),
        "cp1258": Damage(_bytes(rewrites.as_cp1258), ALL_RIGHT, "not as UTF-8"),
        "UTF-16": Damage(_bytes(rewrites.as_utf_16), ALL_RIGHT, "not as UTF-8"),
        "Windows line ends": Damage(_bytes(rewrites.with_windows_line_ends), ALL_RIGHT),
    }


def fifth(notebook: Notebook) -> None:
    notebook.update(nbformat=5, nbformat_minor=0)


def unknown_kernel(notebook: Notebook) -> None:
    notebook["metadata"]["kernelspec"] = {"name": "julia-1.9", "display_name": "Julia", "language": "julia"}


def _formats() -> dict[str, Damage]:
    return {
        "nbformat 3": Damage(_changed(rewrites.nbformat_3), ALL_RIGHT),
        "nbformat 5": Damage(_changed(fifth), ALL_RIGHT),
        "unknown kernel": Damage(_changed(unknown_kernel), ALL_RIGHT),
        "rewritten by Colab": Damage(_changed(rewrites.colab), ALL_RIGHT),
        "sources as lists of lines": Damage(_changed(rewrites.sources_as_lines), ALL_RIGHT),
    }


def deleted_answer(notebook: Notebook) -> None:
    notebook["cells"].remove(cell_of(notebook, "t99-rate-answer"))


def copied(notebook: Notebook) -> None:
    notebook["cells"] += [dict(cell_of(notebook, "t99-rate-check"), id=f"copy-{number}") for number in range(9)]


def duplicate_ids(notebook: Notebook) -> None:
    starter = dict(cell_of(notebook, "t99-rate-answer"), source="# Task rate\nsample_rate = ...")
    notebook["cells"].insert(2, starter)
    for cell in notebook["cells"][6:]:
        cell["id"] = cell["id"] if "answer" in cell["id"] or "essay" in cell["id"] else "same"


def retyped(notebook: Notebook) -> None:
    for task in ("rate", "table", "reply", "chart"):
        cell_of(notebook, f"t99-{task}-answer")["cell_type"] = "markdown"


def in_a_new_cell(notebook: Notebook) -> None:
    answer = cell_of(notebook, "t99-rate-answer")
    place = notebook["cells"].index(answer)
    notebook["cells"].insert(place + 1, helper(answer["source"].partition("\n")[2]))
    answer["source"] = "# Task rate\nsample_rate = ..."


def helpers(notebook: Notebook) -> None:
    answer = cell_of(notebook, "t99-rate-answer")
    place = notebook["cells"].index(answer)
    notebook["cells"].insert(place, helper("def growth(first, last, years):\n    return (last / first) ** (1 / years)"))
    answer["source"] = "sample_rate = growth(100, 121, 2) - 1"


def changed_check(notebook: Notebook) -> None:
    cell_of(notebook, "t99-rate-check")["source"] = 'check("sample-rate", 0.1)'
    cell_of(notebook, "t99-rate-answer")["source"] = "sample_rate = 0.9"


def changed_setup(notebook: Notebook) -> None:
    cell_of(notebook, "t99-setup")["source"] = "def check(name, value):\n    print('right')"


def _cells() -> dict[str, Damage]:
    return {
        "deleted checks": Damage(_changed(rewrites.without_checks), ALL_RIGHT),
        "a deleted answer": Damage(_changed(deleted_answer), {**ALL_RIGHT, "rate": "not attempted"}, "is not there"),
        "copied cells": Damage(_changed(copied), ALL_RIGHT),
        "duplicate ids": Damage(_changed(duplicate_ids), ALL_RIGHT, "two answer cells"),
        "moved cells": Damage(_changed(rewrites.shuffled), ALL_RIGHT),
        "answers in text cells": Damage(_changed(retyped), ALL_RIGHT, "stands in a text cell"),
        "all metadata and ids gone": Damage(_changed(rewrites.bare), ALL_RIGHT, "name in its first line"),
        "all metadata, ids and the name gone": Damage(_changed(rewrites.bare, "bài làm của em.ipynb"), ALL_RIGHT),
        "the answer in a new cell": Damage(_changed(in_a_new_cell), ALL_RIGHT),
        "helper cells": Damage(_changed(helpers), ALL_RIGHT),
        "a changed check": Damage(_changed(changed_check), {**ALL_RIGHT, "rate": "wrong"}, "was changed"),
        "a cell with a million numbers": Damage(_changed(million_numbers), ALL_RIGHT),
        "a heap of accents": Damage(_changed(many_accents), {**ALL_RIGHT, "rate": "wrong"}),
        "a changed setup": Damage(_changed(changed_setup), ALL_RIGHT, "was changed"),
    }


def answer_wrongly(notebook: Notebook) -> None:
    cell_of(notebook, "t99-rate-answer")["source"] = "sample_rate = 0.9"


def forged_outputs(notebook: Notebook) -> None:
    answer_wrongly(notebook)
    forged = {"check": "sample-rate", "answer": {"kind": "float", "value": 0.1}}
    data = {"application/vnd.bamboo.answer+json": forged, "text/plain": "sample-rate: right."}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    cell_of(notebook, "t99-rate-check").update(outputs=[output], execution_count=4)


def saved_wrong(notebook: Notebook) -> None:
    answer_wrongly(notebook)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            output = {"output_type": "execute_result", "data": {"text/plain": "0.9"}, "metadata": {}}
            cell.update(outputs=[{**output, "execution_count": 1}], execution_count=1)


def cleared(notebook: Notebook) -> None:
    answer_wrongly(notebook)
    for cell in notebook["cells"]:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def tags(notebook: Notebook) -> None:
    answer_wrongly(notebook)
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["nbval-skip", "nbval-ignore-output", "raises-exception", "remove-cell"]


def points_raised(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["metadata"]["bamboo"] = {"points": 1000, "check": "sample-rate", "rules": {"absolute": 1e9}}


def pickles(notebook: Notebook) -> None:
    bomb = "gASVIAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAV0b3VjaJSFlFKULg=="
    notebook["metadata"]["pickle"] = bomb
    for cell in notebook["cells"]:
        cell["metadata"]["pickle"] = bomb
        data = {"application/python-pickle": bomb, "text/html": "<script>alert(1)</script>"}
        cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]


def huge_outputs(notebook: Notebook) -> None:
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 10_000_000}
    cell_of(notebook, "t99-rate-check")["outputs"] = [output]


def million_numbers(notebook: Notebook) -> None:
    place = notebook["cells"].index(cell_of(notebook, "t99-table-answer"))
    notebook["cells"].insert(place, helper("numbers = [" + "1, " * 1_500_000 + "]"))


def many_accents(notebook: Notebook) -> None:
    heap = "\u0301\u0323" * 400_000
    cell_of(notebook, "t99-rate-answer")["source"] = f'sample_rate = "a{heap}"'
    cell_of(notebook, "t99-essay-essay")["source"] = f"Trust {heap}"


def _stored() -> dict[str, Damage]:
    """Return damages that a file's stored outputs, metadata and tags do: they count for nothing."""
    wrong = {**ALL_RIGHT, "rate": "wrong"}
    return {
        "forged outputs": Damage(_changed(forged_outputs), wrong),
        "saved wrong outputs": Damage(_changed(saved_wrong), wrong),
        "cleared outputs": Damage(_changed(cleared), wrong),
        "nbval tags": Damage(_changed(tags), wrong),
        "points raised": Damage(_changed(points_raised), ALL_RIGHT),
        "pickles and scripts": Damage(_changed(pickles), ALL_RIGHT),
        "huge outputs": Damage(_changed(huge_outputs), ALL_RIGHT),
    }


def _unreadable() -> dict[str, Damage]:
    def unreadable(make: Callable[[bytes], bytes], says: str) -> Damage:
        return Damage(_bytes(make), says=says)

    return {
        "cut": unreadable(lambda own: own[: len(own) // 2], "damaged or cut short"),
        "empty": unreadable(lambda _: b"", "is empty"),
        "a list": unreadable(lambda _: b"[1, 2, 3]", "not a Jupyter notebook"),
        "cells of the wrong shape": unreadable(lambda _: b'{"cells": {"a": 1}}', "not a Jupyter notebook"),
        "a number for a notebook": unreadable(lambda _: b"42", "not a Jupyter notebook"),
        "a picture": unreadable(lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "damaged or cut short"),
        "compressed": unreadable(gzip.compress, "damaged or cut short"),
        "nested without end": unreadable(lambda _: b'{"cells":' + b"[" * 100_000, "not a Jupyter notebook"),
        "a number with a million digits": unreadable(lambda _: b'{"cells": ' + b"9" * 1_000_000 + b"}", "cut short"),
        "too large": unreadable(lambda own: own + b" " * 20_000_000, "more than 20 MB"),
        "too many cells": unreadable(lambda _: json.dumps({"cells": [{}] * 5000}).encode(), "more than 2000 cells"),
        "another notebook": Damage(_bytes(lambda _: b'{"cells": []}', "notes.ipynb"), says="which exercise it is"),
    }


def link(folder: Path, solved: Notebook, exercise: Notebook) -> None:
    (folder / "99_sample.ipynb").symlink_to("/etc/passwd")


def text(folder: Path, solved: Notebook, exercise: Notebook) -> None:
    (folder / "essay.docx").write_bytes(b"PK")


def packed(folder: Path, solved: Notebook, exercise: Notebook) -> None:
    (folder / "99_sample.zip").write_bytes(b"PK")


def two(folder: Path, solved: Notebook, exercise: Notebook) -> None:
    (folder / "99_sample.ipynb").write_bytes(to_bytes(exercise))
    (folder / "99_sample (1).ipynb").write_bytes(to_bytes(solved))


def beside_a_broken_one(folder: Path, solved: Notebook, exercise: Notebook) -> None:
    (folder / "99_sample.ipynb").write_bytes(to_bytes(solved))
    (folder / "zz notes.ipynb").write_bytes(b"{")


def _folders() -> dict[str, Damage]:
    return {
        "a link": Damage(link, says="a link and not a file"),
        "another kind of file": Damage(text, says="not a Jupyter notebook"),
        "an archive": Damage(packed, says="is an archive"),
        "renamed": Damage(_changed(lambda own: own, "final FINAL v2.ipynb"), ALL_RIGHT),
        "two notebooks": Damage(two, ALL_RIGHT, "was left aside"),
        "beside a broken notebook": Damage(beside_a_broken_one, ALL_RIGHT, "was left aside"),
    }
