"""`bamboo doctor`: what is looked at, and what is said when something is missing."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import pytest
from click.testing import CliRunner, Result

from bamboo_diplomacy.commands.doctor import command
from bamboo_diplomacy.doctor import browser, examination, fonts, kernel
from bamboo_diplomacy.doctor.examination import NAMES, Finding, examine
from bamboo_diplomacy.doctor.kernel import KernelError
from bamboo_diplomacy.kernels.sandbox import Capabilities, Layer, capabilities

MATPLOTLIB_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"


@pytest.fixture
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no kernel: each test that needs one starts it itself."""
    monkeypatch.setattr(kernel, "answer_seconds", lambda: 0.5)


def doctor(*options: str) -> Result:
    return CliRunner().invoke(command, options)


def finding(name: str, folder: Path) -> Finding:
    return next(found for found in examine(folder) if found.name == name)


def test_a_kernel_is_started_and_answers() -> None:
    assert 0 < kernel.answer_seconds() < 120


def test_a_missing_kernel_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "NAME", "no-such-kernel")
    with pytest.raises(KernelError, match=r"No kernel starts \(No such kernel named no-such-kernel\)"):
        kernel.answer_seconds()


def test_a_kernel_of_another_installation_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "__version__", "99.0")
    with pytest.raises(KernelError, match="belongs to another installation"):
        kernel.answer_seconds()


def test_the_letters_that_a_font_lacks_are_counted() -> None:
    (found,) = fonts.code_fonts([MATPLOTLIB_FONTS / "DejaVuSansMono.ttf"])
    assert found.name == "DejaVu Sans Mono"
    assert len(found.missing) == 46
    assert "ế" in found.missing


def test_fonts_of_unequal_width_and_other_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "mono.ttf").write_bytes(b"no font")
    assert list(fonts.code_fonts([MATPLOTLIB_FONTS / "DejaVuSans.ttf", tmp_path / "mono.ttf"])) == []


@pytest.mark.usefixtures("no_kernel")
def test_the_nearest_font_is_named_if_none_is_complete(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "installed_fonts", lambda: [MATPLOTLIB_FONTS / "DejaVuSansMono.ttf"])
    found = finding("font", tmp_path)
    assert (found.ok, found.required) == (False, False)
    assert "DejaVu Sans Mono lacks 46 of 146" in found.detail
    assert "fonts-noto-mono" in found.advice


@pytest.mark.usefixtures("no_kernel")
def test_a_machine_without_fonts_for_code_gets_the_same_advice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "installed_fonts", list)
    assert finding("font", tmp_path).detail == "not available"


def test_chromium_is_found_on_the_search_path(tmp_path: Path) -> None:
    name = "chromium.exe" if sys.platform == "win32" else "chromium"
    (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / name).chmod(0o755)
    assert browser.find_chromium({"PATH": str(tmp_path)}) == tmp_path / name


def test_edge_is_found_where_windows_puts_it(tmp_path: Path) -> None:
    program = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    program.parent.mkdir(parents=True)
    program.write_text("", encoding="utf-8")
    assert browser.find_chromium({"PATH": "", "PROGRAMFILES": str(tmp_path)}) == program


def test_each_layer_is_told_by_itself_and_grading_needs_the_filter_too() -> None:
    without_filter = Capabilities("Linux", frozenset(Layer) - {Layer.SECCOMP}, landlock_abi=4)
    namespaces, landlock, seccomp = examination.sandbox(without_filter)
    assert (namespaces.ok, landlock.ok, seccomp.ok) == (True, True, False)
    assert "refuses to run" in namespaces.advice


def test_looking_for_a_sandbox_changes_nothing() -> None:
    def state() -> list[str]:
        links = [str(link.readlink()) for link in sorted(Path("/proc/self/ns").glob("*"))]
        status = Path("/proc/self/status")
        lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
        return links + [line for line in lines if line.startswith(("Seccomp", "NoNewPrivs", "Cap"))]

    before = state()
    capabilities.__wrapped__()  # not what an earlier call found
    assert state() == before


def test_outside_linux_it_is_said_once_what_grading_needs() -> None:
    found = list(examination.sandbox(Capabilities("Darwin", frozenset())))
    assert {item.detail for item in found} == {"not available on Darwin"}
    assert [item.advice for item in found if item.advice] == [found[0].advice]
    assert "--no-sandbox" in found[0].advice


@pytest.mark.usefixtures("no_kernel")
def test_everything_is_looked_at_in_order(tmp_path: Path) -> None:
    assert tuple(found.name for found in examine(tmp_path)) == NAMES


@pytest.mark.usefixtures("no_kernel")
def test_a_machine_with_all_that_is_required_is_ready() -> None:
    shown = doctor()
    assert shown.exit_code == 0
    assert "✓ Kernel" in shown.output
    assert shown.output.endswith("The workbook can be used here.\n")


@pytest.mark.usefixtures("no_kernel")
def test_what_is_optional_does_not_fail_the_examination(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    shown = doctor()
    assert "✗ Chromium" in shown.output
    assert shown.exit_code == 0


@pytest.mark.usefixtures("no_kernel")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_what_is_required_fails_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: tuple[str, ...]) -> None:
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path))
    assert doctor(*options).exit_code == 1


@pytest.mark.usefixtures("no_kernel")
def test_a_program_reads_the_findings_as_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BAMBOO_WORKBOOK", str(tmp_path))
    content = json.loads(doctor("--json").output)
    assert content["ready"] is False
    assert [item["name"] for item in content["findings"] if item["required"] and not item["ok"]] == ["workbook"]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "PACKAGES", ("pandas", "no-such-package"))
    found = examination.packages()
    assert not found.ok
    assert "no-such-package" in found.advice


def unwritable(*_: object, **__: object) -> Callable[..., object]:
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.TemporaryFile", unwritable)
    found = examination.folder_to_work_in(tmp_path)
    assert not found.ok
    assert f"{tmp_path.resolve()} cannot be written (Permission denied)" in found.advice
