"""run.py: what it does with a Python, a folder and a package index as it finds them."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).parents[2]
SOURCE = (ROOT / "run.py").read_text(encoding="utf-8")
VENV_VERSION = run.venv_version
LOCK = """\
numpy==2.4.6 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via pandas
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:cc
"""


class Machine:
    """A stand-in for the commands that run.py gives: it notes them and answers."""

    def __init__(self) -> None:
        self.commands: list[str] = []
        self.fails: Callable[[str], bool] = lambda _: False
        self.settings: list[dict[str, str]] = []

    def capture(self, *command: object, env: dict[str, str] | None = None) -> tuple[int, str]:
        words = " ".join(Path(str(word)).name for word in command)
        self.commands.append(words)
        self.settings.append(env or {})
        if words.startswith("uv --version"):
            return 0, "uv 1.0"
        return (1, f"no: {words}") if self.fails(words) else (0, "")

    def installs(self) -> list[str]:
        return [words for words in self.commands if "install" in words]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    """A folder with locks, an empty .venv, and a machine that only takes notes."""
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(LOCK, encoding="utf-8")
    (tmp_path / "requirements-uv.txt").write_text("uv==1.0 \\\n", encoding="utf-8")
    venv = tmp_path / ".venv"
    venv.mkdir()
    stand_in = Machine()
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", venv)
    monkeypatch.setattr(run, "UNFINISHED", venv / "unfinished")
    for name in ("STAMP", "PART"):
        monkeypatch.setattr(run, name, venv / name)
    monkeypatch.setattr(run, "capture", stand_in.capture)
    monkeypatch.setattr(run, "venv_version", lambda: "3.11")
    return stand_in


def test_a_python_that_is_too_old_gets_one_sentence() -> None:
    program = (
        "import sys; sys.version_info = (3, 8, 2); exec(compile(open('run.py').read(), '', 'exec'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "needs Python 3.11 or newer, and this is Python 3.8" in done.stderr


def test_a_python_that_is_too_old_can_read_the_file_at_all() -> None:
    ast.parse(SOURCE, feature_version=(3, 6))


def test_run_py_needs_nothing_but_the_standard_library() -> None:
    imports = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Import)]
    names = {alias.name.partition(".")[0] for node in imports for alias in node.names}
    assert names <= set(sys.stdlib_module_names)


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 0
    said = capsys.readouterr().out
    assert all(f"  {verb}" in said for verb in ("demo", "test", "check", "lab", "app", "help"))


def test_an_unknown_verb_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["dmeo"]) == 2
    assert "There is no verb 'dmeo'" in capsys.readouterr().err


def test_a_lock_is_split_into_packages_with_their_hashes() -> None:
    numpy, colorama = run.split_lock(LOCK)
    assert numpy == "numpy==2.4.6 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
    assert colorama.startswith("colorama==0.4.6 ; sys_platform == 'win32' \\\n")


def test_a_first_start_installs_and_says_how_far_it_is(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    run.set_up("requirements.lock")
    assert "packages 2 of 2" in capsys.readouterr().out
    assert all("--require-hashes" in words for words in machine.installs()[:-1])
    assert "--editable" in machine.installs()[-1]


def test_a_second_start_installs_nothing_and_says_nothing(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    run.set_up("requirements.lock")
    capsys.readouterr()
    machine.commands.clear()
    run.set_up("requirements.lock")
    assert machine.commands == []
    assert capsys.readouterr().out == ""


def test_after_the_tests_were_set_up_the_demo_has_all_it_needs(machine: Machine) -> None:
    run.set_up("requirements-dev.lock")
    machine.commands.clear()
    run.set_up("requirements.lock")
    assert machine.commands == []


def test_a_renewed_lock_is_installed(machine: Machine) -> None:
    run.set_up("requirements.lock")
    machine.commands.clear()
    (run.ROOT / "requirements.lock").write_text(LOCK.replace("2.4.6", "2.4.7"), encoding="utf-8")
    run.set_up("requirements.lock")
    assert machine.installs()


def test_line_ends_of_windows_are_no_new_lock(machine: Machine) -> None:
    run.set_up("requirements.lock")
    machine.commands.clear()
    (run.ROOT / "requirements.lock").write_bytes(LOCK.replace("\n", "\r\n").encode())
    run.set_up("requirements.lock")
    assert machine.installs() == []


def test_a_folder_that_was_moved_gets_a_new_venv(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.set_up("requirements.lock")
    stamp = json.loads(run.STAMP.read_text(encoding="utf-8"))
    run.STAMP.write_text(json.dumps({**stamp, "folder": "elsewhere"}), encoding="utf-8")
    made: list[str] = []
    monkeypatch.setattr(run, "make_venv", lambda: made.append("venv"))
    machine.commands.clear()
    run.set_up("requirements.lock")
    assert made == ["venv"]
    assert machine.installs()


def test_a_part_in_which_a_start_was_stopped_is_installed_anew(machine: Machine) -> None:
    run.PART.write_text("numpy==2.4.6 --hash=sha256:aa\n", encoding="utf-8")
    run.set_up("requirements.lock")
    assert "--reinstall" in machine.installs()[0]
    assert not run.PART.exists()


def test_a_start_that_fails_leaves_the_rest_to_the_next_one(machine: Machine) -> None:
    machine.fails = lambda words: "--require-hashes" in words
    with pytest.raises(run.SetupError, match="goes on where it stopped"):
        run.set_up("requirements.lock")
    assert not run.STAMP.exists()
    assert run.PART.exists()


def test_where_uv_fails_pip_does_it(machine: Machine) -> None:
    machine.fails = lambda words: words.startswith("uv pip install") and "--editable" not in words
    run.set_up("requirements.lock")
    assert any(words.startswith("python -m pip install") for words in machine.installs())
    assert run.STAMP.exists()


def test_uv_is_installed_with_its_hash_where_it_is_missing(
    machine: Machine, tmp_path: Path
) -> None:
    (tmp_path / "requirements-uv.txt").write_text("uv==2.0 \\\n", encoding="utf-8")
    run.set_up("requirements.lock")
    assert "--require-hashes -r requirements-uv.txt" in machine.installs()[0]


def test_uv_hears_what_pip_was_told(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.delenv("UV_INDEX_URL", raising=False)
    listing = "global.index-url='https://mirror.example/simple'\n"
    answer = machine.capture
    monkeypatch.setattr(
        run, "capture", lambda *c, env=None: (0, listing) if "config" in c else answer(*c, env=env)
    )
    run.set_up("requirements.lock")
    told = [env.get("UV_DEFAULT_INDEX") for env in machine.settings if env]
    assert told
    assert set(told) == {"https://mirror.example/simple"}


def test_pips_environment_beats_its_files() -> None:
    listing = ":env:.index-url='a'\nglobal.index-url='b'\ninstall.index-url='c'\nglobal.cert='d'\n"
    assert run.pip_settings(listing) == {"index-url": "a", "cert": "d"}


def test_several_indexes_are_told_as_uv_wants_them() -> None:
    told = run.for_uv({"extra-index-url": "a\nb", "find-links": "c d"}, {})
    assert told["UV_INDEX"] == "a b"
    assert told["UV_FIND_LINKS"] == "c,d"


def test_what_the_environment_tells_uv_itself_is_left_alone() -> None:
    pip = {"index-url": "a", "proxy": "p", "cert": "c"}
    told = run.for_uv(pip, {"UV_INDEX_URL": "b", "HTTPS_PROXY": "q", "SSL_CERT_FILE": "d"})
    assert not {"UV_DEFAULT_INDEX", "ALL_PROXY", "SSL_CERT_FILE"} & told.keys()


def test_a_python_without_venv_is_told_what_to_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: name != "ensurepip")
    with pytest.raises(run.SetupError, match="sudo apt install python3-venv"):
        run.make_venv()


def test_a_folder_that_is_no_environment_is_not_deleted(machine: Machine) -> None:
    (run.VENV / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(run.SetupError, match="Move it away"):
        run.make_venv()
    assert (run.VENV / "letter.txt").exists()


def test_an_environment_that_could_not_be_finished_counts_as_none(machine: Machine) -> None:
    (run.VENV / "pyvenv.cfg").touch()
    machine.fails = lambda words: "-m venv" in words
    with pytest.raises(run.SetupError, match="Python could not make"):
        run.make_venv()
    assert run.UNFINISHED.exists()
    assert VENV_VERSION() == ""


def test_a_set_up_that_fails_ends_with_what_to_do_and_code_1(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.fails = lambda words: "install" in words
    assert run.main(["demo"]) == 1
    said = capsys.readouterr().err
    assert "Is there a connection to the package index?" in said
    assert "Traceback" not in said


def test_the_app_without_a_review_says_how_to_get_one(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["app"]) == 2
    assert "run.py demo" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "times"), [([], 0), (["--long"], 2)])
def test_only_the_long_check_runs_the_browser_tests_three_times(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, arguments: list[str], times: int
) -> None:
    started: list[tuple[object, ...]] = []
    monkeypatch.setattr(run, "set_up", lambda _: None)
    monkeypatch.setattr(run, "start", lambda *command, **_: started.append(command) or 0)
    assert run.check(arguments) == 0
    marks = [command[command.index("-m", 3) + 1] for command in started if "loadfile" in command]
    assert len(marks) == 1 + times
    assert "browser" in str(marks[0])
    assert marks[1:] == ["browser"] * times


@pytest.mark.parametrize(
    ("arguments", "codes", "ends"),
    [([], [1, 0], 0), ([], [1, 1], 1), ([], [2], 2), ([], [0], 0), (["--long"], [1, 0, 0], 1)],
)
def test_what_fails_is_run_once_more_alone_but_not_in_the_long_check(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], codes: list[int], ends: int
) -> None:
    started: list[tuple[object, ...]] = []

    def start(*command: object, **_: object) -> int:
        if "pytest" not in command:
            return 0
        started.append(command)
        return codes[len(started) - 1]

    monkeypatch.setattr(run, "set_up", lambda _: None)
    monkeypatch.setattr(run, "start", start)
    assert run.check(arguments) == ends
    assert len(started) == len(codes)
    again = [command for command in started if "--last-failed" in command]
    assert len(again) == (codes[0] == 1 and not arguments)
    assert not any("-n" in command for command in again)
