"""What serving costs: many clients at once, a message checked at every key, and memory.

    python benchmarks/serve.py [--clients 200] [--seconds 60] [--edits 1000] [--memory 100000]

Starts `knigge serve` on a free port of this machine and asks it alone. Clients keep their connections and send short messages to
both APIs; every answer is compared, byte for byte, with the one that the message got when nobody else asked.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from knigge import cards

GOAL = 0.030
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="check N messages and print the memory held")
    given = parser.parse_args()
    with serving() as (port, pid):
        asyncio.run(measure(port, pid, given))


@contextmanager
def serving() -> Iterator[tuple[int, int]]:
    """Yield the port and the process number of a server."""
    command = [sys.executable, "-m", "knigge", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            yield int(process.stderr.readline().split(" at ")[1].split()[0].rpartition(":")[2]), process.pid
        finally:
            process.terminate()


async def measure(port: int, pid: int, given: argparse.Namespace) -> None:
    """Print the three measurements."""
    requests = [request for text in messages() for request in (own(text), languagetool(text))]
    async with connected(port) as line:
        wanted = [await asked(line, request) for request in requests]
        await live(line, pid, given.edits)
    await crowd(port, list(zip(requests, wanted, strict=True)), given.clients, given.seconds)
    if given.memory:
        await memory(port, pid, requests, given.memory)


def messages() -> list[str]:
    """Return short messages: those of the cards' own tests."""
    found = [test.text for tests in cards.tests().values() for test in tests if isinstance(test, cards.CardTest)]
    return [text for text in found if 150 < len(text) < 900][:100]


def own(text: str) -> bytes:
    """Return a request to the JSON API."""
    return request("/v1/check", "application/json", json.dumps({"text": text}))


def languagetool(text: str) -> bytes:
    """Return a request to LanguageTool's API."""
    return request("/v2/check", "application/x-www-form-urlencoded", urlencode({"text": text, "language": "auto"}))


def request(path: str, kind: str, body: str) -> bytes:
    """Return a request that keeps the connection."""
    sent = body.encode()
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(sent)}\r\n\r\n"
    return head.encode() + sent


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Line]:
    """Yield a connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def asked(line: Line, request: bytes) -> bytes:
    """Return the body of the answer; raise for any status but 200."""
    reader, writer = line
    writer.write(request)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200"):
        raise OSError(head.splitlines()[0].decode())
    return await reader.readexactly(int(head.partition(b"content-length:")[2].split(b"\r\n")[0]))


async def live(line: Line, pid: int, edits: int) -> None:
    """Print how long the page waits for its marks while a message of 300 words is typed into, and the work that takes.

    On a machine that does other things too the wait is theirs as well; the work is not.
    """
    chance, text = random.Random(7), ""
    for each in cycle(messages()):
        text = f"{text}\n\n{each}".strip()
        if len(text.split()) >= 300:
            break
    times, before = list[float](), processed(pid)
    for _ in range(edits):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice("aeinrst ,.") * chance.randrange(2) + text[at + chance.randrange(2) :]
        start = time.perf_counter()
        await asked(line, own(text))
        times.append(time.perf_counter() - start)
    if times:
        good = "within" if at_share(times, 0.95) < GOAL else "over"
        print(f"live check, {len(text.split())} words, {edits:,} edits: {shares(times)} ({good} {GOAL * 1000:.0f} ms)")
        print(f"  {(processed(pid) - before) / edits * 1000:.1f} ms of the server's processor each")


async def crowd(port: int, pairs: Sequence[tuple[bytes, bytes]], clients: int, seconds: float) -> None:
    """Print what many clients get who ask as fast as they are answered."""
    end, times, faults, wrong = time.monotonic() + seconds, list[float](), list[str](), 0

    async def client(number: int) -> None:
        nonlocal wrong
        try:
            async with connected(port) as line:
                for at in cycle(range(number, number + len(pairs))):
                    if time.monotonic() > end:
                        return
                    request, wanted = pairs[at % len(pairs)]
                    start = time.perf_counter()
                    wrong += await asked(line, request) != wanted
                    times.append(time.perf_counter() - start)
        except (OSError, EOFError) as fault:
            faults.append(str(fault))

    start = time.monotonic()
    await asyncio.gather(*map(client, range(clients)))
    rate = len(times) / (time.monotonic() - start)
    print(f"{clients} clients, {seconds:g} s: {len(times):,} answers, {rate:,.0f} a second, {shares(times)}")
    print(f"  {len(faults)} errors, {wrong} wrong answers {' '.join(sorted(set(faults))[:3])}")


async def memory(port: int, pid: int, requests: Sequence[bytes], times: int) -> None:
    """Print the memory that the server holds after a tenth of many checks, and after all."""
    async with connected(port) as line:
        for done, request in zip(range(1, times + 1), cycle(requests), strict=False):
            await asked(line, request)
            if done in (times // 10, times):
                print(f"memory after {done:,} checks: {resident(pid):,.1f} MB")


def resident(pid: int) -> float:
    """Return the memory that a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def processed(pid: int) -> float:
    """Return the seconds of a processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def shares(times: Sequence[float]) -> str:
    """Return the median and the 95th percentile in words."""
    return f"p50 {at_share(times, 0.5) * 1000:.1f} ms, p95 {at_share(times, 0.95) * 1000:.1f} ms"


def at_share(times: Sequence[float], share: float) -> float:
    """Return the time that a share of all stays below."""
    return sorted(times)[int(share * (len(times) - 1))] if times else 0.0


if __name__ == "__main__":
    main()
