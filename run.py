"""Set up and start Relaunch with nothing but Python 3.11 or newer.

The first start makes .venv beside this file and fills it with the packages of
requirements.lock, each checked against its hash; that needs the package index once.
Later starts find everything in place and take a second. An interrupted start goes on
where it stopped when the same command is given again.
"""
# No `from __future__`, no syntax newer than Python 3.6, and no annotation is evaluated above
# the version check: a Python that is too old must get far enough to say so in one sentence.

import ast
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        f"Relaunch needs Python 3.11 or newer, and this is Python {sys.version_info[0]}."
        f"{sys.version_info[1]}: install a newer one and start run.py with it."
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / ("python" + EXE)
STAMP = VENV / "relaunch-stamp.json"
UNFINISHED = VENV / "relaunch-unfinished"
PART = VENV / "relaunch-part.txt"
UV = BIN / ("uv" + EXE)

AGAIN = Path(sys.orig_argv[0]).name.replace(".exe", "") + " run.py"
RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
PROJECT = "pyproject.toml"
PACKAGES_A_PART = 10

QUICK = "not check and not long and not browser and not office"
SLOW = "(check or browser or office) and not long"
LONG = "long"
BROWSER_TIMES = 3
"""So often `check --long` runs the tests in the browser: what passes once may pass by luck."""
FAILED = 1
"""What pytest returns where tests failed and nothing else went wrong."""

NO_INDEX = (
    "Is there a connection to the package index? What `pip config list` and HTTPS_PROXY say is"
    " used.\nGive the same command again, and it goes on where it stopped."
)


class SetupError(Exception):
    """What went wrong while setting up, and what to do about it."""


# ------------------------------------------------------------------ what is in place already


def digest(name: str) -> str:
    """Return the sha256 of a file of this folder, the same on every platform's line ends."""
    return hashlib.sha256((ROOT / name).read_text(encoding="utf-8").encode()).hexdigest()


def read_stamp() -> dict[str, str]:
    """Return what earlier starts have finished; empty where nothing is known."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_whole(path: Path, text: str) -> None:
    """Write a file so that an interruption leaves the old one or the new one."""
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)


def capture(*command: object, env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a command in silence; return its exit code and all that it said."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return 1, str(error)
    return done.returncode, done.stdout


def venv_version() -> str:
    """Return '3.11' or so for a whole .venv whose Python runs and has pip, else ''."""
    if UNFINISHED.exists() or not PYTHON.exists():
        return ""
    probe = (
        "import sys, importlib.util as u;"
        "print('%d.%d' % sys.version_info[:2] if u.find_spec('pip') else '')"
    )
    code, said = capture(PYTHON, "-c", probe)
    return said.strip() if code == 0 else ""


# ----------------------------------------------------------------------------- the steps


def make_venv() -> None:
    """Make .venv anew from the Python that runs this file."""
    missing = [name for name in ("venv", "ensurepip") if not importlib.util.find_spec(name)]
    if missing:
        raise SetupError(
            f"This Python ({sys.executable}) has no '{missing[0]}' module. On Debian and Ubuntu"
            " it comes with a package of its own:\n\n    sudo apt install python3-venv\n\n"
            "Then give the same command again."
        )
    ours = UNFINISHED.exists() or (VENV / "pyvenv.cfg").exists()
    if VENV.exists() and not ours and any(VENV.iterdir()):
        raise SetupError(f"{VENV} is not a Python environment. Move it away and start again.")
    try:
        shutil.rmtree(VENV, ignore_errors=not VENV.exists())
        VENV.mkdir()
        UNFINISHED.touch()
    except OSError as error:
        raise SetupError(
            f"Delete {VENV} and start again: it cannot be renewed ({error})."
        ) from None
    base = getattr(sys, "_base_executable", sys.executable)
    code, said = capture(base, "-m", "venv", VENV)
    if code:
        raise SetupError(f"Python could not make {VENV}:\n{last_lines(said)}")
    UNFINISHED.unlink()


def last_lines(text: str, count: int = 15) -> str:
    """Return the end of what a tool said."""
    return "\n".join(text.strip().splitlines()[-count:])


def pip_settings(listing: str) -> dict[str, str]:
    """Read what `pip config list` prints; environment beats [install] beats [global]."""
    ranks = ("global", "install", ":env:")
    found: dict[tuple[int, str], str] = {}
    for line in listing.splitlines():
        name, equals, value = line.partition("=")
        section, _, option = name.rpartition(".")
        if equals and section in ranks:
            found[ranks.index(section), option] = str(ast.literal_eval(value))
    return {option: found[rank, option] for rank, option in sorted(found)}


def for_uv(pip: dict[str, str], environment: dict[str, str]) -> dict[str, str]:
    """Say in uv's words what this machine's pip was told about its package index.

    A company with a mirror, a proxy or a certificate of its own has told pip; uv reads none
    of it. What the environment says to uv itself is left as it is.
    """
    words = {
        "UV_DEFAULT_INDEX": ("index-url", ("UV_INDEX_URL",)),
        "UV_INDEX": ("extra-index-url", ("UV_EXTRA_INDEX_URL",)),
        "UV_FIND_LINKS": ("find-links", ()),
        "UV_INSECURE_HOST": ("trusted-host", ()),
        "UV_NO_INDEX": ("no-index", ()),
        "SSL_CERT_FILE": ("cert", ()),
        "ALL_PROXY": ("proxy", ("HTTPS_PROXY", "https_proxy", "all_proxy")),
    }
    said = {
        name: " ".join(pip[option].split())
        for name, (option, older) in words.items()
        if option in pip and not any(known in environment for known in (name, *older))
    }
    if "UV_FIND_LINKS" in said:
        said["UV_FIND_LINKS"] = said["UV_FIND_LINKS"].replace(" ", ",")
    # The hashes of the lock decide what is installed, whichever index has it.
    return {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_HTTP_TIMEOUT": "180", **said}


def split_lock(text: str) -> list[str]:
    """Return the packages of a lock, each with its hashes."""
    packages: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[:1].isalnum():
            packages.append(line)
        elif packages and line.strip() and not line.lstrip().startswith("#"):
            packages[-1] += line
    return packages


def install_from(file: Path, env: dict[str, str], anew: bool = False) -> None:
    """Install the packages that a file names with their hashes: with uv, else with pip."""
    common = ("--no-deps", "--require-hashes", "-r", file)
    uv = (UV, "pip", "install", "--python", PYTHON)
    code, said = capture(*uv, *common, *(["--reinstall"] if anew else []), env=env)
    if code:
        pip = (PYTHON, "-m", "pip", "install", "--no-input", "--retries", "1")
        code, more = capture(*pip, *common, *(["--ignore-installed"] if anew else []))
        said += more
    if code:
        raise SetupError(f"The packages could not be installed:\n{last_lines(said)}\n\n{NO_INDEX}")


def get_uv() -> None:
    """Install uv as requirements-uv.txt pins it, unless that very version runs already."""
    pinned = (ROOT / "requirements-uv.txt").read_text(encoding="utf-8").split()[0]
    _, said = capture(UV, "--version")
    if said.split()[:2] == pinned.split("=="):
        return
    words = ("-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
    exact = ("--ignore-installed", "--require-hashes", "-r", "requirements-uv.txt")
    code, said = capture(PYTHON, *words, *exact)
    if code:
        raise SetupError(f"pip could not install uv:\n{last_lines(said)}\n\n{NO_INDEX}")


def install(lock: str) -> None:
    """Install what a lock names, in parts, saying how far it is."""
    get_uv()
    _, listing = capture(PYTHON, "-m", "pip", "config", "list")
    env = {**os.environ, **for_uv(pip_settings(listing), dict(os.environ))}
    if PART.exists():  # The part in which an earlier start was stopped may be half there.
        install_from(PART, env, anew=True)
    packages = split_lock((ROOT / lock).read_text(encoding="utf-8"))
    for start in range(0, len(packages), PACKAGES_A_PART):
        part = packages[start : start + PACKAGES_A_PART]
        write_whole(PART, "".join(part))
        install_from(PART, env)
        show_progress(start + len(part), len(packages))
    PART.unlink(missing_ok=True)
    install_from(ROOT / lock, env)  # Finds all in place, unless two starts ran side by side.


def show_progress(done: int, total: int) -> None:
    """Say how many packages are in place: in one line on a terminal, else line by line."""
    on_screen = sys.stdout.isatty()
    end = "\n" if done == total or not on_screen else ""
    print(f"{chr(13) if on_screen else ''}  packages {done} of {total}", end=end, flush=True)


def link_project() -> None:
    """Make `import toolkit` and the command `relaunch` work in .venv, from this folder."""
    uv = (UV, "pip", "install", "--python", PYTHON)
    code, said = capture(*uv, "--no-deps", "--no-build-isolation", "--reinstall", "--editable", ".")
    if code:
        raise SetupError(f"The project itself could not be installed:\n{last_lines(said)}")


def set_up(lock: str) -> None:
    """See to it that .venv holds what a lock names; silent and quick where it does."""
    stamp, version = read_stamp(), venv_version()
    here = {"folder": str(ROOT), "python": version}
    if not version or any(stamp.get(key, value) != value for key, value in here.items()):
        print("Making .venv ...", flush=True)
        make_venv()
        stamp, here["python"] = {}, venv_version()
    stamp.update(here)
    if stamp.get(lock) != digest(lock):
        print("Installing into .venv: once, a few minutes on an ordinary connection.", flush=True)
        install(lock)
        # The development lock holds all of the other one, at the same versions.
        stamp.update({name: digest(name) for name in {lock, RUNTIME}})
        write_whole(STAMP, json.dumps(stamp, indent=2))
    if stamp.get(PROJECT) != digest(PROJECT):
        link_project()
        stamp[PROJECT] = digest(PROJECT)
        write_whole(STAMP, json.dumps(stamp, indent=2))


# ----------------------------------------------------------------------------- the verbs


def start(*command: object, settings: dict[str, str] | None = None) -> int:
    """Run a command of .venv in this folder, its output shown; return its exit code."""
    path = str(BIN) + os.pathsep + os.environ.get("PATH", "")
    env = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV), **(settings or {})}
    # Ctrl-C is the command's to answer; a handler, unlike SIG_IGN, is not inherited by it.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.call([str(word) for word in command], cwd=ROOT, env=env)
    finally:
        signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code


def demo(_: list[str]) -> int:
    """Review the sample case, an invented company, and say where its reports are."""
    set_up(RUNTIME)
    raw, out = Path("surveys", "sample", "raw"), Path("review-demo")
    print(f"Reviewing the sample case in {raw} (an invented company) ...", flush=True)
    code = start(PYTHON, "-m", "toolkit", "run", raw, "--out", out)
    kinds = {".html", ".xlsx", ".docx", ".pptx", ".pdf"}
    found = sorted(path for path in (ROOT / out / "share").rglob("*") if path.suffix in kinds)
    if code == 0 and found:
        print("\nThe reports:")
        for path in found:
            print(f"  {path.relative_to(ROOT)}")
        print("\nOpen the .html file in a browser. Then:")
        print(f"  {AGAIN} lab     the notebooks, one for each step of the review")
        print(f"  {AGAIN} app     the review desk, where you correct what it found")
    return code


def test(rest: list[str]) -> int:
    """Run the quick tests; what follows goes to pytest."""
    set_up(DEVELOPMENT)
    return start(PYTHON, "-m", "pytest", "-q", "-n", "2", "-m", QUICK, *rest)


def check(rest: list[str]) -> int:
    """Check style, types and layers, then run the slow tests; --long: the longest, repeated."""
    long = "--long" in rest
    rest = [word for word in rest if word != "--long"]
    set_up(DEVELOPMENT)
    steps: dict[str, tuple[object, ...]] = {
        "lint": (PYTHON, "-m", "ruff", "check", "."),
        "format": (PYTHON, "-m", "ruff", "format", "--check", "."),
        "types": (PYTHON, "-m", "mypy"),
        "layers": (BIN / ("lint-imports" + EXE),),
    }
    failed = []
    for name, command in steps.items():
        print(f"--- {name}", flush=True)
        if start(*command):
            failed.append(name)
    # Said before the tests, so that pytest's own summary stays the last word.
    print(f"--- to mend, see above: {', '.join(failed) or 'nothing'}", flush=True)
    print("--- slow tests", flush=True)
    marks = f"({SLOW}) or {LONG}" if long else SLOW
    extra = ("--hypothesis-profile", "long") if long else ()
    # A file's tests stay together: those of a browser share one server.
    pytest = (PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile")
    tests = start(*pytest, "-m", marks, *extra, *rest)
    if tests == FAILED and not long:
        print("--- what failed, once more and alone: what passes now is unsteady", flush=True)
        tests = start(PYTHON, "-m", "pytest", "-v", "-m", marks, "--last-failed", *rest)
    for again in range(1, BROWSER_TIMES if long else 1):
        print(f"--- browser tests, time {again + 1} of {BROWSER_TIMES}", flush=True)
        tests = start(*pytest, "-m", "browser", *rest) or tests
    return tests or int(bool(failed))


def lab(rest: list[str]) -> int:
    """Open JupyterLab on the notebooks; outputs are stripped on save, but for --keep-outputs."""
    set_up(RUNTIME)
    keep = "--keep-outputs" in rest
    rest = [word for word in rest if word != "--keep-outputs"]
    print("Starting JupyterLab on this machine; Ctrl-C ends it.", flush=True)
    options = ("--notebook-dir=notebooks", f"--config={ROOT / 'notebooks' / '.lab' / 'config.py'}")
    settings = {"RELAUNCH_KEEP_OUTPUTS": "yes" if keep else ""}
    return start(PYTHON, "-m", "jupyterlab", *options, *rest, settings=settings)


def app(rest: list[str]) -> int:
    """Open the desk in the browser, on this machine only; a review's or new folder may follow."""
    set_up(RUNTIME)
    folder = Path(rest[0]).resolve() if rest else ROOT / "review-demo"
    if folder.is_file():
        print(f"{folder} is a file. Name the folder of a review, or a new one.")
        return 2
    if not folder.is_dir() and not rest:
        print(f"There is no review in {folder} yet. Start with: {AGAIN} demo")
        return 2
    print(f"Starting the review desk for {folder}; Ctrl-C ends it.", flush=True)
    return start(PYTHON, "-m", "toolkit", "app", folder, *rest[1:])


def show_help(_: list[str]) -> int:
    """Show this help."""
    print(f"{AGAIN} VERB\n")
    for name, verb in VERBS.items():
        print(f"  {name:6} {verb.__doc__}")
    print(f"\n{__doc__}")
    return 0


VERBS = {"demo": demo, "lab": lab, "app": app, "test": test, "check": check, "help": show_help}


def main(arguments: list[str]) -> int:
    """Do what the first argument says; return the exit code (2 for a verb there is not)."""
    name = arguments[0] if arguments else "help"
    verb = VERBS.get("help" if name in ("-h", "--help") else name)
    if verb is None:
        print(f"There is no verb '{name}'. There are: {', '.join(VERBS)}.", file=sys.stderr)
        return 2
    try:
        return verb(arguments[1:])
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on where this one stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
