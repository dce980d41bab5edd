"""Serving ends well however it ends: taken port, Ctrl-C, SIGTERM, a kill, a site that does not start."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from regietafel.cli.data_folder import FolderNotWritable, writable
from regietafel.cli.serving import AddressRefused, PortTaken, hold, share

ROOT = Path(__file__).parents[2]
SERVERS = ("granian", "simple")

# A site of one line, and one that shows which process answers, after a while when asked to.
SITE = """
import os, time
def application(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        open(__file__ + ".slow", "w").close()
        time.sleep(300)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""
SERVE = """
import sys
from regietafel.cli import serving
serving.GRACE_SECONDS = int(sys.argv[5])
ready = lambda address: print(address, flush=True)
sys.exit(serving.serve(port=int(sys.argv[1]), on_ready=ready, application=sys.argv[2],
                       server=sys.argv[3], choose_free_port=sys.argv[4] == "free"))
"""


class Served:
    """A serving process of its own, as a user would have started it."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int,
        server: str,
        free: bool = False,
        site: str = SITE,
        grace: int = 5,
    ) -> None:
        self.site = folder / "little_site.py"
        self.site.write_text(site)
        command = [sys.executable, "-c", SERVE, str(port), "little_site:application", server]
        self.process = subprocess.Popen(
            [*command, "free" if free else "exact", str(grace)],
            env={**os.environ, "PYTHONPATH": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def address(self) -> str:
        """The address it prints when it answers; empty when it ended instead."""
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def end(self, *, seconds: float = 60) -> tuple[int, str]:
        """Wait for its end; the exit code and what it said on the error stream."""
        _out, said = self.process.communicate(timeout=seconds)
        return self.process.returncode, said


@pytest.fixture
def start(tmp_path: Path) -> Iterator[type[Served]]:
    started: list[Served] = []

    class Here(Served):
        def __init__(self, **options: object) -> None:
            super().__init__(tmp_path, **options)  # type: ignore[arg-type]
            started.append(self)

    yield Here  # type: ignore[misc]
    for served in started:
        served.process.kill()
        served.process.wait()


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def workers_of(served: Served) -> set[int]:
    """Every process that descends from the serving one."""
    found: set[int] = set()
    waiting = [served.process.pid]
    while waiting:
        pid = waiting.pop()
        with contextlib.suppress(OSError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            found |= set(map(int, children))
            waiting += map(int, children)
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run; a dead process that nobody has asked after yet does not."""
    running = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z":
                running.add(pid)
    return running


def gone(pids: set[int], *, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pids)


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["ctrl-c", "sigterm"]
)
def test_a_stop_signal_ends_every_process_with_the_exit_code_of_a_shell(
    start: type[Served], server: str, number: int, code: int
) -> None:
    served = start(port=0, server=server)
    address = served.address()
    fetch(address)
    # The first worker may answer before the second one is there.
    processes = workers_of(served)
    while server == "granian" and sys.platform == "linux" and len(processes) < 3:
        time.sleep(0.05)
        processes = workers_of(served)
    served.process.send_signal(number)
    assert served.end() == (code, "")
    assert gone(processes)
    with pytest.raises(OSError):
        fetch(address)


def test_a_closed_terminal_ends_every_process(start: type[Served]) -> None:
    served = start(port=0, server="granian")
    served.address()
    processes = workers_of(served)
    served.process.send_signal(signal.SIGHUP)
    assert served.end()[0] == 129
    assert gone(processes)


def test_a_second_ctrl_c_does_not_wait_for_running_requests(start: type[Served]) -> None:
    served = start(port=0, server="granian", grace=200)
    port = int(served.address().rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as visitor:
        visitor.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        begun = served.site.with_name(served.site.name + ".slow")
        while not begun.exists():
            time.sleep(0.05)
        processes = workers_of(served)
        served.process.send_signal(signal.SIGINT)
        time.sleep(1)
        assert served.process.poll() is None
        served.process.send_signal(signal.SIGINT)
        # The request runs for 300 seconds and the first signal leaves it 200.
        assert served.end()[0] == 130
    assert gone(processes)


def test_even_a_kill_leaves_no_process_behind(start: type[Served]) -> None:
    # Only Linux tells a child that its parent was killed; elsewhere there is no list of children either.
    served = start(port=0, server="granian")
    served.address()
    processes = workers_of(served)
    served.process.kill()
    assert gone(processes)


def test_two_workers_serve(start: type[Served]) -> None:
    served = start(port=0, server="granian")
    address = served.address()
    # Which worker takes a request is the system's choice; both do, sooner or later.
    deadline = time.monotonic() + 60
    seen: set[str] = set()
    while len(seen) < 2 and time.monotonic() < deadline:
        seen.add(fetch(address))
    assert len(seen) == 2


def test_a_taken_port_is_refused_in_one_sentence_that_names_port_and_option(taken: int) -> None:
    with pytest.raises(PortTaken, match=rf"^port {taken} on 127\.0\.0\.1 is taken .*--port") as refusal:
        hold("127.0.0.1", taken)
    assert "\n" not in str(refusal.value)


def test_the_port_of_a_site_that_serves_is_taken_for_a_second_one(start: type[Served]) -> None:
    port = int(start(port=0, server="granian").address().rsplit(":", 1)[1])
    with pytest.raises(PortTaken, match=rf"^port {port} "):
        hold("127.0.0.1", port)


def test_between_looking_and_serving_no_other_program_gets_the_port() -> None:
    with hold("127.0.0.1", 0) as held:
        share(held)
        address = held.getsockname()
        with pytest.raises(PortTaken):
            hold(*address)
        # The web server's own sockets say that they share it, and those get the requests.
        with socket.socket() as worker:
            worker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            worker.bind(address)
            worker.listen()
            for _ in range(20):
                with socket.create_connection(address, timeout=5):
                    worker.accept()[0].close()


def test_where_a_free_port_may_be_chosen_a_taken_one_moves_the_site_and_says_so(
    start: type[Served], taken: int
) -> None:
    served = start(port=taken, server="granian", free=True)
    address = served.address()
    assert int(address.rsplit(":", 1)[1]) > taken
    assert fetch(address).isdigit()
    served.process.terminate()
    assert f"Poort {taken} is bezet; de site komt op poort" in served.end()[1]


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(AddressRefused, match=r"192\.0\.2\.1"):
        hold("192.0.2.1", 8000)


def test_a_number_that_is_no_port_is_refused() -> None:
    with pytest.raises(AddressRefused, match="70000 is not a port"):
        hold("127.0.0.1", 70000)


def test_a_site_that_does_not_start_ends_with_its_reason_and_no_address(start: type[Served]) -> None:
    served = start(port=0, server="granian", site="raise RuntimeError('no such setting')")
    code, said = served.end()
    assert code == 1
    assert "no such setting" in said
    assert "vanzelf gestopt" in said


def test_a_missing_data_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "var"
    assert writable(folder) == folder
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named_with_the_setting_to_change(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable, match=r"cannot write in .*file/var .*; set REGIETAFEL_DATA_DIR"):
        writable(tmp_path / "file" / "var")


def test_a_read_only_folder_is_named_with_the_setting_to_change(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    folder.mkdir()
    folder.chmod(0o555)
    # Root may write anywhere until it gives up that right.
    unprivileged = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    program = "import sys, pathlib; from regietafel.cli.data_folder import writable; writable(pathlib.Path(sys.argv[1]))"
    done = subprocess.run(
        [*unprivileged, sys.executable, "-c", program, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"cannot write in {folder} (permission denied); set REGIETAFEL_DATA_DIR" in done.stderr
