"""From a platform's archive to the table that the platform imports, by the commands that a teacher types."""

import csv
import datetime as dt
import shutil
import zipfile

import pytest

from bamboo_diplomacy import notebookfile
from bamboo_diplomacy.author import files
from bamboo_diplomacy.cli import main
from bamboo_diplomacy.practice.drawing import SEED_VARIABLE, draws
from support.submissions import SOLVED, solved, to_bytes

DUE = dt.datetime(2026, 12, 1, 23, 58).astimezone()
WRONG_RATE = {"rate": "# Task rate\nsample_rate = 0.9"}


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """Return a function that packs an archive of members, each with its content and when it was saved."""

    def write(**members):
        place = tmp_path_factory.mktemp("download") / "download.zip"
        with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, (content, saved) in members.items():
                archive.writestr(zipfile.ZipInfo(name, saved.timetuple()[:6]), content)
        return place

    return write


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def fill_in(path, marker, levels):
    """Write a marker's levels, by essay and criterion, into a table of essays."""
    rows = read(path)
    for row in rows:
        row.update(level=levels[row["essay"], row["criterion"]], marker=marker)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def moodle_archive(pack, exercise):
    """Return a Moodle download: An's notebook is right, Bình's has a wrong answer and is late, Chi's is cut."""
    whole, wrong = to_bytes(solved(exercise)), to_bytes(solved(exercise, WRONG_RATE))
    return pack(
        **{
            "An Nguyễn_11_assignsubmission_file_/99_sample.ipynb": (whole, DUE),
            "Bình Lê_12_assignsubmission_file_/99_sample (1).ipynb": (wrong, DUE + dt.timedelta(hours=30)),
            "Chi Vũ_13_assignsubmission_file_/99_sample.ipynb": (whole[:2000], DUE),
        }
    )


@pytest.fixture(scope="module")
def from_moodle(moodle_archive, grade, tmp_path_factory):
    """Return the folder that `bamboo grade` makes of the Moodle download."""
    out = tmp_path_factory.mktemp("moodle") / "marks"
    assert grade(moodle_archive, out, "--seed", 0) == 1  # one cannot be graded
    return out


@pytest.fixture
def moodle(from_moodle, tmp_path):
    """Return a copy of that folder for one test."""
    return shutil.copytree(from_moodle, tmp_path / "marks")


def test_a_moodle_archive_comes_back_as_a_table_for_moodle(moodle):
    rows = read(moodle / "moodle.csv")
    assert [(row["Identifier"], row["Full name"], row["Grade"]) for row in rows] == [
        ("Participant 11", "An Nguyễn", "10"),
        ("Participant 12", "Bình Lê", "8"),
        ("Participant 13", "Chi Vũ", ""),
    ]
    assert "damaged or cut short" in rows[2]["Feedback comments"]
    assert all(dt.datetime.fromisoformat(row["Last modified (grade)"]).tzinfo for row in rows)


def test_essays_go_out_to_two_markers_and_come_back_into_every_table_and_page(moodle, sample_root, tmp_path, capsys):
    """Claim: 2 and 1 against 2 and 0, so kappa is (1/2 - 1/4) / (1 - 1/4); Evidence is 1 throughout."""
    marks = ["marks", str(moodle), "--root", str(sample_root)]
    assert main([*marks, "--blind", "1"]) == 0
    assert "student" not in read(moodle / "essays_blind.csv")[0]
    essay = {row["student"].split()[0]: row["essay"] for row in read(moodle / "essays.csv")}
    evidence = {(name, "Evidence"): "1" for name in essay.values()}
    fill_in(moodle / "essays.csv", "Lan", {(essay["An"], "Claim"): "2", (essay["Bình"], "Claim"): "1", **evidence})
    fill_in(
        moodle / "essays_blind.csv", "Minh", {(essay["An"], "Claim"): "2", (essay["Bình"], "Claim"): "0", **evidence}
    )
    policy = tmp_path / "late.toml"
    policy.write_text(f"[due]\n99_sample = {DUE.isoformat()}\n[penalty]\nper_day = 0.1\n", encoding="utf-8")
    capsys.readouterr()
    assert main([*marks, "--late", str(policy)]) == 0
    said = capsys.readouterr().out
    assert "8 marks brought in; 0 essays are not fully marked yet." in said
    assert "Agreement on Claim: kappa 0.33 on 2 essays." in said
    assert "Agreement on Evidence: every one of the 2 essays got the same level" in said
    assert [
        (row["check_points"], row["essay_points"], row["late_penalty"], row["total"], row["essays_to_mark"])
        for row in read(moodle / "final.csv")
    ] == [("10", "3", "0", "13", "0"), ("8", "1.5", "0.2", "7.6", "0"), ("0", "0", "0", "0", "0")]
    assert [row["Grade"] for row in read(moodle / "moodle.csv")] == ["13", "7.6", ""]
    page = (moodle / "feedback" / "Bình Lê" / "99_sample.html").read_text(encoding="utf-8")
    for words in ("7.6 of 14 points", "20% are taken off", "Claim: 0.", "Claim: 1.", "1.5 / 4"):
        assert words in page


def test_the_class_view_is_printed(moodle, capsys):
    assert main(["classview", str(moodle)]) == 0
    said = capsys.readouterr().out
    assert "99_sample" in said
    assert "rate" in said
    assert "Chi Vũ: The file is damaged" in said


@pytest.fixture(scope="module")
def from_canvas(pack, grade, exercise, tmp_path_factory):
    """Return the folder made of a Canvas download, with inputs drawn anew; Dung learnt others by heart."""
    learnt = {**SOLVED, "reply": f"REPLIES = {replies_of_seed('0')}\n{LEARNT}"}
    archive = pack(
        **{
            "an_21_901_99_sample.ipynb": (to_bytes(solved(exercise)), DUE + dt.timedelta(days=9)),
            "binh_LATE_22_902_99_sample-1.ipynb": (to_bytes(solved(exercise)), DUE + dt.timedelta(days=9)),
            "dung_23_903_99_sample.ipynb": (to_bytes(solved(exercise, learnt)), DUE + dt.timedelta(days=9)),
        }
    )
    out = tmp_path_factory.mktemp("canvas") / "marks"
    assert grade(archive, out, "--seed", 7) == 0
    return out


LEARNT = """
def sample_reply(theirs):
    return REPLIES.get("".join(theirs), "C")
"""


def replies_of_seed(seed):
    """Return the right replies to the inputs that the sample's hidden check draws with a seed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SEED_VARIABLE, seed)
        moves = "".join(draws("sample-reply/drawn").choices("CD", k=8))
    return {"D": "D", **{moves[:count]: moves[count - 1] for count in range(1, 9)}}


def test_a_canvas_archive_comes_back_as_a_table_for_canvas(from_canvas):
    rows = read(from_canvas / "canvas.csv")
    assert [tuple(row.items()) for row in rows[:2]] == [
        (("Student", "an"), ("ID", "21"), ("Section", ""), ("99_sample", "10")),
        (("Student", "binh"), ("ID", "22"), ("Section", ""), ("99_sample", "10")),
    ]


def test_inputs_are_drawn_anew_and_who_learnt_others_by_heart_misses_that_point_only(from_canvas):
    assert replies_of_seed("0") != replies_of_seed("7")
    verdicts = {
        (row["student"], row["task"]): (row["verdict"], row["points"]) for row in read(from_canvas / "tasks.csv")
    }
    assert verdicts["an", "reply"] == ("right", "3")
    assert verdicts["dung", "reply"] == ("wrong", "2")


def test_canvas_says_who_was_late_and_the_time_of_the_download_does_not_count(
    from_canvas, sample_root, tmp_path, capsys
):
    out = shutil.copytree(from_canvas, tmp_path / "marks")
    policy = tmp_path / "late.toml"
    policy.write_text(f"[due]\n99_sample = {DUE.isoformat()}\n[penalty]\nper_day = 0.1\n", encoding="utf-8")
    assert main(["marks", str(out), "--root", str(sample_root), "--late", str(policy)]) == 0
    assert [row["99_sample"] for row in read(out / "canvas.csv")] == ["10", "9", "9"]


@pytest.fixture
def own_root(sample_root, tmp_path):
    """Return a workbook that a test may change."""
    return shutil.copytree(sample_root, tmp_path / "workbook")


def change_the_key(root):
    """Let the author correct the task `rate`: from now on it asks for the growth of both years together."""
    path = root / "solutions" / "99_sample.ipynb"
    notebook = notebookfile.read(path)
    for cell in notebook.cells:
        if cell.id == "t99-rate-answer":
            cell.source = cell.source.replace("(121 / 100) ** (1 / 2) - 1", "(121 - 100) / 100")
    notebook.cells = [
        cell for cell in notebook.cells if cell.id not in ("t99-rate-mistake-2", "t99-rate-alternative-1")
    ]
    notebookfile.write(path, notebook)
    files.run_solution(path)
    files.write_release(root, path)


def test_a_regrade_with_a_changed_key_prints_each_verdict_that_changed(grade, own_root, moodle, moodle_archive, capsys):
    change_the_key(own_root)
    capsys.readouterr()
    assert grade(moodle_archive, moodle, "--seed", 0, "--regrade", root=own_root) == 1
    said = capsys.readouterr().out
    assert said.count("Changed:") == 1
    assert "Changed: An Nguyễn, 99_sample rate: right 2/2 → wrong 0/2" in said


@pytest.fixture
def two_exercises(sample_root, tmp_path):
    """Return a workbook with the sample and a second exercise that is not what its solution generates."""
    root = shutil.copytree(sample_root, tmp_path / "workbook")
    second = notebookfile.read(root / "solutions" / "99_sample.ipynb")
    notebookfile.write(root / "solutions" / "98_second.ipynb", second)
    return root


@pytest.fixture
def from_an(pack, exercise):
    """Return an archive with one right notebook."""
    return pack(**{"An_99_sample.ipynb": (to_bytes(solved(exercise)), DUE)})


def test_an_exercise_under_way_stops_no_other(two_exercises, from_an, grade, tmp_path):
    assert grade(from_an, tmp_path / "marks", root=two_exercises) == 0


def test_a_solution_that_nobody_handed_in_is_not_even_read(two_exercises, from_an, grade, tmp_path):
    (two_exercises / "solutions" / "98_second.ipynb").write_text("half a note", encoding="utf-8")
    assert grade(from_an, tmp_path / "marks", root=two_exercises) == 0


def test_an_exercise_that_students_have_in_another_state_is_not_graded(two_exercises, from_an, grade, tmp_path, capsys):
    (two_exercises / "exercises" / "99_sample.ipynb").write_text("{}", encoding="utf-8")
    assert grade(from_an, tmp_path / "marks", root=two_exercises) == 1
    assert "exercises/99_sample.ipynb is not what 99_sample.ipynb generates" in capsys.readouterr().err
