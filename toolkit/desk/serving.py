"""The review desk as an app: voila on this machine alone, with a token, asking no other host."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, Final

import toolkit
from toolkit.desk.starting import FOLDER
from toolkit.errors import ToolkitError
from toolkit.intake import pseudonyms
from toolkit.pipeline.places import Places

HOST: Final = "127.0.0.1"
TEMPLATES: Final = Path(__file__).parent / "templates"
ROOT: Final = Path(toolkit.__file__).parents[1]
NOTEBOOK: Final = ROOT / "notebooks" / "app.ipynb"
HEADLESS: Final = "RELAUNCH_HEADLESS"
"""An environment variable: whoever sets it gets no browser opened."""
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline' blob:; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws://{host}:{port}; frame-ancestors 'none'"
)
"""The browser itself refuses every other host. Widgets come as blobs, hence blob:."""


def serve_desk(out: str | Path, port: int = 8866, *, key: Path | None = None) -> int:
    """Serve the desk of a review until Ctrl-C; the exit code.

    A new or empty folder is one that a review is to go to: the desk begins with reading files.
    The address, with its token, is said on stderr; a browser is opened where there is a screen.
    `key` is another place of the pseudonyms' key than the usual one.
    Raises ToolkitError where the folder holds something else, the port is taken, or the notebook is
    missing.
    """
    places = Places(Path(out).resolve())
    _check(places, port)
    token = secrets.token_urlsafe(24)
    address = f"http://{HOST}:{port}/?token={token}"
    with _kernel_sees(places.out, key), tempfile.TemporaryDirectory() as folder:
        app = _app(port, token)
        threading.Thread(
            target=_say_and_open, args=[address, port, Path(folder)], daemon=True
        ).start()
        app.start()
    return 0


def _check(places: Places, port: int) -> None:
    if places.out.exists() and not places.workspace.exists() and any(places.out.iterdir()):
        raise ToolkitError(
            "no review here, and the folder is not empty.",
            where=str(places.out),
            what_to_do="Name the folder of a review, or a new one.",
        )
    if not NOTEBOOK.exists():
        raise ToolkitError(
            "the desk's notebook is missing.",
            where=NOTEBOOK.name,
            what_to_do="Start the desk from the project's own folder.",
        )
    if _is_taken(port):
        raise ToolkitError(f"port {port} is taken.", what_to_do="Name another one with --port.")


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _app(port: int, token: str) -> Any:  # noqa: ANN401  (voila brings no types)
    """Voila, set up and not yet started. No setting comes from the user's own files."""
    from voila.app import Voila

    app = Voila(
        notebook_path=str(NOTEBOOK),
        ip=HOST,
        port=port,
        port_retries=0,
        open_browser=False,
        token=token,
        log_level="WARN",
        config_file_paths=[],
        tornado_settings={
            # A page that is closed ends its kernel by a beacon, which cannot carry the mark; what
            # it may name is a kernel's random id alone.
            "disable_check_xsrf": True,
            "headers": {
                "Content-Security-Policy": POLICY.format(host=HOST, port=port),
                "Referrer-Policy": "no-referrer",
            },
        },
    )
    app.initialize([])
    app.template_paths = [str(TEMPLATES), *app.template_paths]
    return app


def _has_screen() -> bool:
    if os.environ.get(HEADLESS):
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say_and_open(address: str, port: int, folder: Path) -> None:
    """Name the address once somebody answers there."""
    while not _is_taken(port):
        time.sleep(0.05)
    sys.stderr.write(f"The review desk: {address}\nCtrl-C ends it; everything is saved already.\n")
    sys.stderr.flush()
    if _has_screen():
        _open(address, folder)


def _open(address: str, folder: Path) -> None:
    """Open the browser on a private file that leads to the address: arguments are seen by all."""
    page = folder / "open.html"
    page.touch(mode=0o600)
    page.write_text(
        f'<meta charset="utf-8"><meta http-equiv="refresh" content="0;url={escape(address)}">',
        encoding="utf-8",
    )
    webbrowser.open(page.as_uri())


@contextmanager
def _kernel_sees(out: Path, key: Path | None = None) -> Iterator[None]:
    """Tell the kernels started meanwhile the review, its key, and where this toolkit is."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    ours = {FOLDER: str(out), "PYTHONPATH": os.pathsep.join(paths)}
    if key is not None:
        ours[pseudonyms.ELSEWHERE] = str(key.resolve())
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
