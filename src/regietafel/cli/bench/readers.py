"""Fifty readers at once: our site under granian, and nginx with the same compressed bytes, in turns in one run."""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

from regietafel.cli.bench.timing import Check, Goal, Measure, Timing
from regietafel.cli.serving import command, hold

READERS = 50
P95_GOAL = 40.0  # milliseconds
SHARE_GOAL = 1 / 8
CEILING_GOAL = 1 / 4
SITE, BARE = "regietafel.site.wsgi:application", "regietafel.cli.bench.bare:application"
START_SECONDS = 30
PATIENCE = 10  # seconds after which an answer counts as lost; until then it counts as slow

P95_OF_WRK = (
    'done = function(s, l, r) io.write(string.format("P95 %.3f RATE %.1f BAD %d\\n", l:percentile(95) / 1000, '
    "s.requests * 1e6 / s.duration, s.errors.status + s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout)) end\n"
)
NGINX = """
{user}worker_processes 2;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log crit;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  types {{ text/html html; }}
  server {{ listen 127.0.0.1:{port}; root {folder}/static-page; gzip_static on; keepalive_requests 1000000; }}
}}
"""


@dataclass(frozen=True)
class Load:
    """One run: answers a second, the time within which 95 of 100 came (ms), and answers that were wrong."""

    rate: float
    p95: float
    bad: int


def many_readers(folder: Path, page: str, body: bytes, *, small: bool) -> Measure:
    """The same page from both servers to fifty readers, round after round."""
    seconds, rounds = (1, 2) if small else (5, 3)
    with contextlib.ExitStack() as stack:
        packed = folder / "static-page" / "page.html.gz"
        packed.parent.mkdir()
        packed.write_bytes(body)
        packed.with_name("page.html").write_bytes(gzip.decompress(body))
        servers = {
            "granian, kept page": stack.enter_context(_granian(folder, SITE)) + page,
            "granian, bare bytes": stack.enter_context(_granian(folder, BARE)) + page,
        }
        if nginx := shutil.which("nginx"):
            servers["nginx, the same bytes"] = stack.enter_context(_nginx(nginx, folder)) + "/page.html"
        same = {name: _get(url) for name, url in servers.items()}
        loads: dict[str, list[Load]] = {name: [] for name in servers}
        for _ in range(rounds):
            for name, url in servers.items():
                loads[name].append(_load(folder, url, seconds))
    return _told(same, loads, body, seconds)


def _told(same: dict[str, bytes], loads: dict[str, list[Load]], body: bytes, seconds: int) -> Measure:
    ours, bare, *others = loads.values()
    p95, rate = median(each.p95 for each in ours), median(each.rate for each in ours)
    ceiling = median(each.rate for each in bare)
    goals = [
        Goal("95 of 100 answers within", p95, P95_GOAL, "ms", "lower", gate=False),
        Goal("share of what granian can do at all", rate / ceiling, CEILING_GOAL, "of bare bytes", "higher"),
    ]
    if others:
        share = rate / median(each.rate for each in others[0])
        goals.append(Goal("share of nginx's rate", share, SHARE_GOAL, "of nginx", "higher", gate=False))
    wrong = sum(each.bad for runs in loads.values() for each in runs)
    return Measure(
        f"{READERS} readers at once (time of an answer, 95 of 100)",
        f"{len(body):,} bytes gzipped, {seconds} s a round, by {'wrk' if shutil.which('wrk') else 'threads'}",
        tuple(Timing(name, tuple(each.p95 for each in runs)) for name, runs in loads.items()),
        (
            Check("both serve the same bytes", all(each == body for each in same.values())),
            Check("no answer was wrong or lost", wrong == 0, f"({wrong})"),
        ),
        tuple(goals),
        notes=tuple(
            f"{name}: {median(each.rate for each in runs):,.0f} answers a second"
            for name, runs in loads.items()
        ),
    )


@contextlib.contextmanager
def _granian(folder: Path, application: str) -> Iterator[str]:
    """An application as `regietafel serve` runs the site: two workers of four threads."""
    held = hold("127.0.0.1", 0)
    port = held.getsockname()[1]
    started = command(held, application, workers=2, threads=4)
    held.close()
    child = subprocess.Popen(
        started,
        env={
            **os.environ,
            "REGIETAFEL_DATA_DIR": str(folder),
            "REGIETAFEL_BENCH_PAGE": str(folder / "static-page" / "page.html.gz"),
        },
    )
    with _ended(child):
        yield _ready(f"http://127.0.0.1:{port}")


@contextlib.contextmanager
def _nginx(program: str, folder: Path) -> Iterator[str]:
    """The page as a file that was compressed before, served from disk."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, user=user))
    child = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL
    )
    with _ended(child):
        yield _ready(f"http://127.0.0.1:{port}")


@contextlib.contextmanager
def _ended(child: subprocess.Popen[bytes]) -> Iterator[None]:
    """Whatever happens, the server ends with the measure."""
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _ready(address: str) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError, HTTPException):
            _get(f"{address}/")
            return address
        time.sleep(0.1)
    raise TimeoutError(f"{address} did not answer within {START_SECONDS} seconds")


def _get(url: str) -> bytes:
    host, _, path = url.removeprefix("http://").partition("/")
    connection = HTTPConnection(host, timeout=20)
    try:
        connection.request("GET", f"/{path}", headers={"Accept-Encoding": "gzip"})
        return connection.getresponse().read()
    finally:
        connection.close()


def _load(folder: Path, url: str, seconds: int) -> Load:
    wrk = shutil.which("wrk")
    if wrk is None:
        return _by_threads(url, seconds)
    script = folder / "p95.lua"
    script.write_text(P95_OF_WRK)
    command = [
        wrk,
        "-t2",
        f"-c{READERS}",
        f"-d{seconds}s",
        "--timeout",
        f"{PATIENCE}s",
        "-H",
        "Accept-Encoding: gzip",
        "-s",
        str(script),
        url,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 30)
    found = re.search(r"P95 ([\d.]+) RATE ([\d.]+) BAD (\d+)", done.stdout)
    if found is None:
        raise RuntimeError(f"wrk said nothing that can be read: {done.stdout[-200:]}")
    return Load(float(found[2]), float(found[1]), int(found[3]))


def _by_threads(url: str, seconds: int) -> Load:
    """Without wrk: threads of this process; slower itself, and so for both servers."""
    host, _, path = url.removeprefix("http://").partition("/")
    until = time.monotonic() + seconds
    spent: list[float] = []
    bad: list[int] = []

    def read() -> None:
        connection = HTTPConnection(host, timeout=20)
        while (start := time.monotonic()) < until:
            try:
                connection.request("GET", f"/{path}", headers={"Accept-Encoding": "gzip"})
                answer = connection.getresponse()
                answer.read()
                bad.extend([1] if answer.status != 200 else [])
            except (OSError, HTTPException):
                bad.append(1)
                connection.close()
            spent.append((time.monotonic() - start) * 1000)
        connection.close()

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(seconds + 30)
    ordered = sorted(spent) or [0.0]
    return Load(len(spent) / seconds, ordered[int(len(ordered) * 0.95)], len(bad))
