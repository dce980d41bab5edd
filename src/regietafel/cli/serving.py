"""Serve the site on this machine, and leave no process behind however that ends.

The site runs under granian in a child process with a process group of its own. This process binds the port
first and holds it, without listening, until the site answers: so a taken port is known at once, and no other
program gets it between looking and serving. Exit codes are a shell's: 130 after Ctrl-C, 143 after SIGTERM,
129 when the terminal is closed, 1 when the site stops by itself.

On Windows the standard library's server takes its place: good for one desk.
Why granian, and what holding a port is: docs/adr/0014-granian.md.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from types import FrameType
from typing import Any, Literal

from regietafel.core.base.errors import RegietafelError

SITE = "regietafel.site.wsgi:application"
# Running requests may end; after that no patience.
GRACE_SECONDS = 5
PORTS_TRIED = 50
BACKLOG = 2048
PR_SET_PDEATHSIG = 1  # linux/prctl.h


class PortTaken(RegietafelError):
    """Another program listens on the port that was asked for."""


class AddressRefused(RegietafelError):
    """The system does not let us listen there: a port below 1024, or an address of another machine."""


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    on_ready: Callable[[str], None],
    choose_free_port: bool = False,
    workers: int = 2,
    threads: int = 4,
    application: str = SITE,
    server: Literal["granian", "simple"] | None = None,
) -> int:
    """Serve until a signal says stop; the exit code (130 Ctrl-C, 143 SIGTERM, 129 hang-up, 1 failed).

    `on_ready` is called once, in another thread, with the address (no closing slash), when the site has
    answered a request. With
    `choose_free_port` a taken port makes the next free one serve, and a sentence says so.
    Raises: PortTaken, naming the port and the option; AddressRefused.
    """
    held = hold(host, port, choose_free_port=choose_free_port)
    address = _address(host, held.getsockname()[1])
    if (server or ("granian" if os.name == "posix" else "simple")) == "simple":
        held.listen(BACKLOG)
        return _serve_simply(held, address, on_ready, application)
    return _Supervised(held, address, application, workers, threads).run(on_ready)


def hold(host: str, port: int, *, choose_free_port: bool = False) -> socket.socket:
    """A socket bound to the port, or to the next free one where that is allowed; it does not listen yet.

    Raises: PortTaken, naming the port and the option; AddressRefused.
    """
    last = port + PORTS_TRIED if choose_free_port and port else port
    for candidate in range(port, min(last, 65535) + 1):
        try:
            opened = _open(host, candidate)
        except OSError as error:
            if error.errno == errno.EADDRINUSE and candidate < min(last, 65535):
                continue
            raise _refusal(host, port, last, error) from error
        if candidate != port:
            print(
                f"Poort {port} is bezet; de site komt op poort {candidate} (met --port kiest u zelf).",
                file=sys.stderr,
                flush=True,
            )
        return opened
    raise AddressRefused(f"{port} is not a port", "choose one from 1 to 65535 with --port")


def _open(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            # Lets a restart take the port at once; on Windows the same option would steal a taken port.
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host.strip("[]"), port))
    except BaseException:
        opened.close()
        raise
    return opened


def _refusal(host: str, port: int, last: int, error: OSError) -> RegietafelError:
    if error.errno == errno.EADDRINUSE:
        taken = f"port {port} on {host} is" if last == port else f"ports {port} to {last} on {host} are"
        return PortTaken(
            f"{taken} taken by another program", "choose another with --port, such as --port 8765"
        )
    return AddressRefused(
        f"cannot listen on port {port} of {host} ({(error.strerror or str(error)).lower()})",
        "choose a port above 1023 with --port, and an address of this machine",
    )


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - only compared with
    return f"http://{f'[{shown}]' if ':' in shown and not shown.startswith('[') else shown}:{port}"


class _Supervised:
    """Granian as a child, from before its start until after its end."""

    def __init__(
        self, held: socket.socket, address: str, application: str, workers: int, threads: int
    ) -> None:
        self.held = held
        self.address = address
        self.command = command(held, application, workers=workers, threads=threads)
        self.child: subprocess.Popen[bytes] | None = None
        self.signal: int | None = None

    def run(self, on_ready: Callable[[str], None]) -> int:
        """Start, announce, wait, and clean up; the exit code."""
        before = self._handle_signals()
        try:
            self._start()
            threading.Thread(target=self._announce, args=(on_ready,), daemon=True).start()
            return self._wait()
        finally:
            self._end()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _handle_signals(self) -> dict[int, Any]:
        # Each handler is set before the child starts, so that no moment is left in which a signal orphans it.
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before: dict[int, Any] = {number: signal.signal(number, self._on_signal) for number in numbers}
        before[signal.SIGALRM] = signal.signal(signal.SIGALRM, lambda *_: self._kill())
        return before

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        if self.signal is not None:
            # Asked a second time: do not wait for running requests.
            self._kill()
            return
        self.signal = number
        self._stop()

    def _start(self) -> None:
        share(self.held)
        self.child = subprocess.Popen(
            self.command,
            # A group of its own: Ctrl-C reaches us alone, and one call ends all workers.
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - one thread yet
        )
        if self.signal is not None:
            self._stop()

    def _stop(self) -> None:
        if self.child is not None and self.child.returncode is None:
            self.child.send_signal(signal.SIGTERM)
            signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS + 5)

    def _kill(self) -> None:
        if self.child is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.child.pid, signal.SIGKILL)

    def _announce(self, on_ready: Callable[[str], None]) -> None:
        if answers(self.address, until=lambda: self.child is None or self.child.returncode is not None):
            # Each worker has the port now; ours is no longer needed.
            self.held.close()
            on_ready(self.address)

    def _wait(self) -> int:
        assert self.child is not None  # noqa: S101 - _start has set it
        code = self.child.wait()
        if self.signal is not None:
            return 128 + self.signal
        print(
            f"De site is vanzelf gestopt (code {code} van granian); de reden staat hierboven.",
            file=sys.stderr,
        )
        return 1

    def _end(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        self.held.close()
        self._kill()
        if self.child is not None:
            self.child.wait()


def command(held: socket.socket, application: str, *, workers: int, threads: int) -> list[str]:
    """What starts the web server on the port of a held socket, as `regietafel serve` does."""
    host, port = held.getsockname()[:2]
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads), "--backlog", str(BACKLOG)),
        *("--respawn-failed-workers", "--workers-kill-timeout", str(GRACE_SECONDS), "--log-level", "error"),
        application,
    ]


def share(held: socket.socket) -> None:
    """Keep the port from everybody but the web server that is about to start."""
    # Linux lets the sockets of one user that all say so have one port, of which those that listen get the requests.
    # It was bound without saying so, and refuses everybody who does not say so: nobody else had it, or gets it.
    if sys.platform == "linux":
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
    else:
        held.close()


def _end_with_parent() -> None:
    # Killed without a chance to clean up, we take the server with us; its workers watch it themselves.
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def answers(address: str, *, until: Callable[[], bool], seconds: float = 60.0) -> bool:
    """Whether the site at this address answers a request with anything, before time is up or `until` holds."""
    host = address.removeprefix("http://").rstrip("/")
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not until():
        connection = http.client.HTTPConnection(host, timeout=2)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return True
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()
    return False


def _serve_simply(
    listener: socket.socket, address: str, on_ready: Callable[[str], None], application: str
) -> int:
    import socketserver
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing of requests that went well."""

    class Server(socketserver.ThreadingMixIn, WSGIServer):
        daemon_threads = True

    module, _, name = application.partition(":")
    host, port = listener.getsockname()[:2]
    server = Server((host, port), Quiet, bind_and_activate=False)
    server.socket.close()
    server.socket = listener
    server.server_name, server.server_port = host, port
    server.setup_environ()
    server.set_app(getattr(import_module(module), name))
    stopped: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        stopped.append(number)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        on_ready(address)
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        for number, handler in before.items():
            signal.signal(number, handler)
    return 128 + (stopped[0] if stopped else signal.SIGINT)
