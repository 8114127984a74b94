"""The review desk as an app: voila on this machine alone, with a token, asking no other host."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import tempfile
import threading
import webbrowser
from html import escape
from pathlib import Path
from typing import Any, Final

from tornado.ioloop import IOLoop

import toolkit
from toolkit.desk.starting import FOLDER
from toolkit.errors import ToolkitError
from toolkit.pipeline.places import Places

HOST: Final = "127.0.0.1"
TEMPLATES: Final = Path(__file__).parent / "templates"
NOTEBOOK: Final = Path(toolkit.__file__).parents[1] / "notebooks" / "app.ipynb"
HEADLESS: Final = "RELAUNCH_HEADLESS"
"""An environment variable: whoever sets it gets no browser opened."""
POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline' blob:; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' ws://{host}:{port}; frame-ancestors 'none'"
)
"""The browser itself refuses every other host. Widgets come as blobs, hence blob:."""


def serve_desk(out: str | Path, port: int = 8866) -> int:
    """Serve the desk of a review until Ctrl-C; the exit code.

    The address, with its token, is said on stderr; a browser is opened where there is a screen.
    Raises ToolkitError where there is no review, the port is taken, or the notebook is missing.
    """
    places = Places(Path(out).resolve())
    _check(places, port)
    token = secrets.token_urlsafe(24)
    address = f"http://{HOST}:{port}/?token={token}"
    before = os.environ.get(FOLDER)
    os.environ[FOLDER] = str(places.out)
    try:
        with tempfile.TemporaryDirectory() as folder:
            app = _app(port, token)
            # The loop gets to it once the port is open.
            IOLoop.current().add_callback(_say_and_open, address, Path(folder))
            app.start()
    finally:
        _restore(before)
    return 0


def _check(places: Places, port: int) -> None:
    if not places.workspace.exists():
        raise ToolkitError(
            "no review here.",
            where=str(places.out),
            what_to_do="Run `relaunch run RAW --out OUT` first.",
        )
    if not NOTEBOOK.exists():
        raise ToolkitError(
            "the desk's notebook is missing.",
            where=NOTEBOOK.name,
            what_to_do="Start the desk from the project's own folder.",
        )
    with socket.socket() as probe:
        if probe.connect_ex((HOST, port)) == 0:
            raise ToolkitError(
                f"port {port} is taken.", what_to_do="Name another one with --port."
            )


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
            "headers": {
                "Content-Security-Policy": POLICY.format(host=HOST, port=port),
                "Referrer-Policy": "no-referrer",
            }
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


def _say_and_open(address: str, folder: Path) -> None:
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
    threading.Thread(target=webbrowser.open, args=[page.as_uri()], daemon=True).start()


def _restore(before: str | None) -> None:
    if before is None:
        os.environ.pop(FOLDER, None)
    else:
        os.environ[FOLDER] = before
