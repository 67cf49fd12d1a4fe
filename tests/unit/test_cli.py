"""The command `bamboo` as a whole: what it prints, where, and its exit status."""

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from bamboo_diplomacy import __version__, cli
from bamboo_diplomacy.errors import BambooError
from bamboo_diplomacy.strings import catalogue
from bamboo_diplomacy.terminal import make_streams_safe, table


def bamboo(*arguments: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bamboo_diplomacy", *arguments]
    return subprocess.run(command, env={**os.environ, **variables}, capture_output=True, check=False)


@pytest.fixture
def with_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Put the command `fail` in the table: it raises whatever the test wants."""
    (tmp_path / "failing_command.py").write_text(
        "import click\n@click.command()\ndef command():\n    raise FAULT\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(cli.COMMANDS, "fail", "failing_command")
    monkeypatch.delitem(sys.modules, "failing_command", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def fail_with(error: BaseException, *options: str) -> int:
    import failing_command  # noqa: PLC0415 - written by the fixture

    failing_command.FAULT = error
    return cli.main([*options, "fail"])


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"bamboo {__version__}\n"


def test_every_command_is_listed_with_a_sentence_in_both_languages() -> None:
    for language in ("en", "vi"):
        shown = " ".join(bamboo("--help", BAMBOO_LANGUAGE=language, PYTHONUTF8="1").stdout.decode().split())
        for name in cli.COMMANDS:
            assert f"{name} {catalogue(language)[f'cli.{name}.short']}" in shown


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == 0
    assert f"Usage: bamboo {name}" in capsys.readouterr().out


def test_help_imports_neither_pandas_nor_jupyterlab() -> None:
    code = (
        "import sys; from bamboo_diplomacy.cli import main; main(['--help']);"
        "print(sorted({'pandas', 'jupyterlab', 'matplotlib', 'IPython'} & sys.modules.keys()), file=sys.stderr)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stderr == "[]\n"


def test_an_unknown_command_is_wrong_use_and_the_nearest_name_is_offered(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["docter"]) == 2
    assert "There is no command 'docter'. Did you mean: doctor?" in capsys.readouterr().err


def test_an_unknown_command_like_no_other_points_to_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["xyzzy"]) == 2
    assert "`bamboo --help` lists the commands." in capsys.readouterr().err


def test_an_unknown_option_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lab", "--no-browsr"]) == 2
    assert "--no-browser" in capsys.readouterr().err


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_frame_of_a_help_page_speaks_the_readers_language(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    assert cli.main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Cách dùng: bamboo {name}")
    assert "Tùy chọn:" in shown
    assert "Hiện hướng dẫn này rồi thoát." in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["lab", "--no-browsr"], "Không có tùy chọn '--no-browsr'. Có phải bạn muốn: --no-browser?"),
        (["lab", "--language", "fr"], "Giá trị của '--language' phải là một trong: en, vi."),
        (["lab", "--port", "high"], "Giá trị của '--port' phải là một số trong khoảng nêu ở hướng dẫn."),
        (["classview"], "Còn thiếu 'DIR'."),
        (["classview", __file__], "Không dùng được giá trị của 'DIR':"),
        (["docter"], "Không có lệnh 'docter'. Có phải bạn muốn: doctor?"),
    ],
)
def test_wrong_use_is_answered_in_the_readers_language(
    wrong: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAMBOO_LANGUAGE", "vi")
    assert cli.main(wrong) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("Cách dùng: bamboo ")
    assert f"Lỗi: {said}" in shown


@pytest.mark.usefixtures("with_command")
def test_an_error_of_the_user_is_one_sentence_and_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert fail_with(BambooError("The folder is full: empty it.")) == 1
    assert capsys.readouterr().err == "The folder is full: empty it.\n"


@pytest.mark.usefixtures("with_command")
def test_a_fault_of_ours_is_one_sentence_that_names_the_file_to_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path / "log")
    assert fail_with(RuntimeError("no such luck")) == 1
    shown = capsys.readouterr().err
    assert "no such luck" in shown
    assert "Traceback" not in shown
    kept = (tmp_path / "log" / "last-fault.txt").read_text(encoding="utf-8")
    assert str(tmp_path / "log" / "last-fault.txt") in shown
    assert "RuntimeError: no such luck" in kept


@pytest.mark.usefixtures("with_command")
def test_a_fault_without_a_place_for_its_file_says_how_to_see_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "log").write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_, **__: tmp_path / "log")
    assert fail_with(RuntimeError("no such luck")) == 1
    assert "--debug" in capsys.readouterr().err


@pytest.mark.usefixtures("with_command")
def test_debug_shows_where_a_fault_arose(capsys: pytest.CaptureFixture[str]) -> None:
    assert fail_with(RuntimeError("no such luck"), "--debug") == 1
    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.usefixtures("with_command")
@pytest.mark.parametrize("stop", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupted_command_ends_as_shells_expect(stop: BaseException) -> None:
    assert fail_with(stop) == 130


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f'"{sys.executable}" -m bamboo_diplomacy --help'
    shown = subprocess.run(f"{command} | true", shell=True, capture_output=True, text=True, check=False)  # noqa: S602
    assert shown.stderr == ""


def test_output_survives_a_code_page_without_vietnamese_letters() -> None:
    shown = bamboo("--help", BAMBOO_LANGUAGE="vi", PYTHONIOENCODING="cp1252")
    assert shown.returncode == 0
    assert "ngoai giao van hóa Viet Nam" in shown.stdout.decode("cp1252")


def test_marks_are_spelled_where_the_encoding_lacks_them(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252"))
    make_streams_safe()
    print("✓ đúng, ✗ sai, café, 文")  # noqa: T201 - the stream is what is tested
    sys.stdout.flush()
    assert raw.getvalue().decode("cp1252") == "OK dúng, X sai, café, ?\n"


def test_a_table_has_even_columns_and_no_trailing_space() -> None:
    assert table([["year", "trade"], ["1995", ""]], indent=2) == "  year  trade\n  1995"
