"""A policy asks for layers by name; what cannot be had stops the kernel; people are told in sentences."""

import os
import platform
from dataclasses import replace
from pathlib import Path

import pytest

from bamboo_diplomacy.kernels.direct import DirectKernel, Status
from bamboo_diplomacy.kernels.handle import Zygote
from bamboo_diplomacy.kernels.sandbox import (
    Capabilities,
    Layer,
    Limits,
    Policy,
    SandboxError,
    Tier,
    best_policy,
    capabilities,
    explain,
    landlock,
    seccomp,
)
from bamboo_diplomacy.kernels.sandbox.policy import NEEDED
from bamboo_diplomacy.strings import LANGUAGES

SECONDS = 60
NOTHING = Capabilities("Linux", frozenset())


def shown(kernel: DirectKernel, code: str) -> str:
    """Run a cell that prints, and return what it printed."""
    result = kernel.run(code, SECONDS)
    assert result.status is Status.OK, result
    return "".join(output["text"] for output in result.outputs)


def test_a_readable_dataset_is_at_its_own_path(sandboxed: DirectKernel, dataset: Path) -> None:
    assert shown(sandboxed, f"import pandas\nprint(len(pandas.read_csv({str(dataset)!r})))") == "1\n"


def test_a_promised_folder_that_kernels_cannot_read_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    with Zygote(policy=best_policy(readable=[closed])) as zygote, DirectKernel(zygote) as kernel:
        assert f"cannot read {closed}" in kernel.run("1", SECONDS).reason


def test_files_are_laid_into_the_private_folder(sandboxed_zygote: Zygote, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "data.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("/etc/hostname")
    (tmp_path / "folder").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe")
    with DirectKernel(sandboxed_zygote, files=tmp_path) as kernel:
        listing = "import glob\nprint(sorted(glob.glob('**', recursive=True)), open('inner/data.csv').read())"
        assert shown(kernel, listing) == "['inner', 'inner/data.csv'] mine\n"
        shown(kernel, "_ = open('inner/data.csv', 'w').write('changed')")
    assert (tmp_path / "inner" / "data.csv").read_text(encoding="utf-8") == "mine"


def test_something_hidden_is_hidden_under_each_of_its_names(tmp_path: Path) -> None:
    data, secret = tmp_path / "data", tmp_path / "data" / "inner" / "key.txt"
    secret.parent.mkdir(parents=True)
    secret.write_text("42", encoding="utf-8")
    for folder in (tmp_path, data, secret.parent):
        folder.chmod(0o755)
    (tmp_path / "link").symlink_to(data)
    policy = best_policy(readable=[tmp_path / "link"], hidden=[secret, data / "inner", tmp_path / "nowhere"])
    with Zygote(policy=policy) as zygote, DirectKernel(zygote) as kernel:
        for name in (data, tmp_path / "link"):
            assert shown(kernel, f"import os\nprint(os.listdir({str(name)!r}))") == "['inner']\n"
            assert shown(kernel, f"print(os.listdir({str(name / 'inner')!r}))") == "[]\n"


@pytest.mark.parametrize("folder", ["/etc", "/proc", "/dev/pts"])
def test_a_folder_that_kernels_have_their_own_of_cannot_be_shown(folder: str) -> None:
    with pytest.raises(SandboxError, match=f"cannot be shown {folder}"):
        Zygote(policy=best_policy(readable=[folder]))


def test_two_kernels_do_not_see_each_others_files(sandboxed_zygote: Zygote) -> None:
    with DirectKernel(sandboxed_zygote) as one, DirectKernel(sandboxed_zygote) as other:
        shown(one, "import tempfile\n_ = open('a', 'w'), tempfile.mkstemp()")
        listing = "import os, tempfile\nprint(os.listdir('.'), os.listdir(tempfile.gettempdir()))"
        assert shown(other, listing) == "[] []\n"


def test_the_environment_is_a_short_list(sandboxed: DirectKernel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEACHERS_TOKEN", "x")
    names = shown(sandboxed, "import os\nprint(*os.environ)").split()
    assert "TEACHERS_TOKEN" not in names
    assert {"HOME", "TMPDIR", "PATH", "TZ"} <= set(names)


def test_a_policy_can_add_variables() -> None:
    with Zygote(policy=best_policy(environment={"BAMBOO_FEEDBACK": "off"})) as zygote, DirectKernel(zygote) as kernel:
        assert shown(kernel, "import os\nprint(os.environ['BAMBOO_FEEDBACK'])") == "off\n"


def test_processes_of_a_kernel_can_be_ended_by_it(sandboxed: DirectKernel) -> None:
    cell = "import subprocess\nstarted = subprocess.Popen(['sleep', '600'])\nstarted.kill()\nprint(started.wait())"
    assert shown(sandboxed, cell) == "-9\n"


def test_a_pool_of_processes_works_in_the_sandbox(sandboxed: DirectKernel) -> None:
    cell = "from multiprocessing import Pool\nwith Pool(2) as pool: print(pool.map(abs, [-1, -2]))"
    assert shown(sandboxed, cell) == "[1, 2]\n"


def test_modules_can_be_imported_after_the_fork(sandboxed: DirectKernel) -> None:
    assert shown(sandboxed, "import networkx\nprint(networkx.path_graph(3).number_of_edges())") == "2\n"


@pytest.mark.parametrize("layer", [Layer.LANDLOCK, Layer.SECCOMP])
def test_a_layer_that_cannot_be_had_stops_the_kernel(
    layer: Layer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {Layer.LANDLOCK: "landlock.abi = lambda: 0", Layer.SECCOMP: "seccomp.supported = lambda machine: False"}
    hook = f"from bamboo_diplomacy.kernels.sandbox import landlock, seccomp\n{broken[layer]}\n"
    (tmp_path / "breaks_a_layer.py").write_text(hook, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Zygote(("breaks_a_layer",), best_policy()) as zygote, DirectKernel(zygote) as kernel:
        result = kernel.run("1", SECONDS)
    assert result.status is Status.DEAD
    assert f"'{layer}'" in result.reason


def test_landlock_alone_refuses_to_hide_what_lies_in_a_readable_folder(tmp_path: Path) -> None:
    policy = Policy(NEEDED[Tier.LANDLOCK], readable=(str(tmp_path),), hidden=(str(tmp_path),))
    with pytest.raises(SandboxError, match="must stay hidden"):
        Zygote(policy=policy)


def test_without_a_sandbox_the_best_policy_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(SandboxError, match=r"(?s)--no-sandbox.*unprivileged_userns_clone"):
        best_policy(available=NOTHING)


def test_the_best_policy_never_asks_for_a_layer_that_is_missing() -> None:
    can = Capabilities("Linux", frozenset(Layer) - {Layer.UTS, Layer.LANDLOCK})
    assert best_policy(available=can).layers == can.layers


def test_landlock_that_cannot_stop_truncation_is_no_sandbox() -> None:
    assert Capabilities("Linux", NEEDED[Tier.LANDLOCK], landlock_abi=2).tier is Tier.NONE
    assert Capabilities("Linux", NEEDED[Tier.LANDLOCK], landlock_abi=3).tier is Tier.LANDLOCK


def test_without_the_filter_of_system_calls_there_is_no_sandbox() -> None:
    assert Capabilities("Linux", frozenset(Layer) - {Layer.SECCOMP}, landlock_abi=7).tier is Tier.NONE


def test_there_is_no_sandbox_outside_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    assert capabilities.__wrapped__().tier is Tier.NONE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("can", [NOTHING, Capabilities("Windows", frozenset()), capabilities()])
def test_every_missing_layer_is_explained(can: Capabilities, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAMBOO_LANGUAGE", language)
    sentences = explain(can)
    assert len(sentences) == len(set(sentences)) >= 1
    assert all(sentence.endswith((".", ")")) for sentence in sentences)


@pytest.mark.parametrize("layer", Layer)
def test_each_layer_has_its_sentence(layer: Layer) -> None:
    can = Capabilities("Linux", frozenset(Layer) - {layer}, landlock_abi=7)
    assert len(explain(can)) == 2


def test_a_policy_survives_the_way_to_the_warm_process() -> None:
    policy = best_policy(limits=Limits(memory=1), readable=["/a"], hidden=["/b"], environment={"C": "d"})
    assert Policy.from_json(policy.as_json()) == policy


def test_a_half_hearted_user_namespace_is_refused() -> None:
    with pytest.raises(ValueError, match="'mount' and 'pid'"):
        Policy(frozenset({Layer.USER}))


def test_limits_hold_for_each_kernel_and_not_for_all_together() -> None:
    policy = replace(best_policy(), limits=Limits(processes=4))
    start = "import subprocess\nstarted = [subprocess.Popen(['sleep', '600']) for _ in range(2)]\nprint('started')"
    with Zygote(policy=policy) as zygote, DirectKernel(zygote) as one, DirectKernel(zygote) as other:
        assert shown(one, start) == shown(other, start) == "started\n"
        assert one.run(start, SECONDS).status is Status.ERROR


def test_this_machine_has_the_landlock_it_says() -> None:
    assert capabilities().landlock_abi == landlock.abi()


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@pytest.mark.parametrize("shared_view", [True, False])
def test_no_jump_of_the_filter_leaves_it(machine: str, *, shared_view: bool) -> None:
    code = seccomp.program(machine, shared_view=shared_view, process=1)
    instructions = [code[start : start + 8] for start in range(0, len(code), 8)]
    for place, (kind, _, if_true, if_false, *_rest) in enumerate(instructions):
        if kind & 0x07 == 0x05:
            assert place + 1 + max(if_true, if_false) < len(instructions)
    assert instructions[-1][0] == 0x06
