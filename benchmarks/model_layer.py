"""What the model layer costs beside the bare SDK, in one run against one server on the loopback.

    python benchmarks/model_layer.py [--json]

Prints the CPU time of a draft beyond the SDK's call, the cold start to the first request, the wall time of 200 calls of 200 ms with 20
at once, and what repairs send compared with the first request.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
BRIEF = str(ROOT / "examples" / "briefs" / "email-researcher.de.yaml")
BODY = (
    "Ihr Aufsatz „Wasserstände in Niedermooren“ von 2023 ist die einzige Quelle, die den Wasserstand über zehn Jahre zeigt. "
    "Für meine Masterarbeit über Moorböden brauche ich Messwerte aus der Nordmark.\n\nDürfte ich bitte die Rohdaten zu "
    "Abbildung 4 verwenden, mit Nennung der Quelle? Danke fürs Lesen."
)
ANSWER = json.dumps({"subject": "Rohdaten zu Abbildung 4", "body": BODY, "rests_on": []}, ensure_ascii=False)
POOR = json.dumps({"subject": "Synergien", "body": "Siemens hat 400 Pumpen. Treffen wir uns morgen?", "rests_on": []})
SERVER = """
import asyncio, json, sys, time
answer, = sys.argv[1:]
choice = {"index": 0, "message": {"role": "assistant", "content": answer}, "finish_reason": "stop"}
body = json.dumps({"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice],
    "usage": {"prompt_tokens": 900, "completion_tokens": 120, "total_tokens": 1020}}).encode()
head = f"HTTP/1.1 200 OK\\r\\ncontent-type: application/json\\r\\ncontent-length: {len(body)}\\r\\n\\r\\n".encode()
async def serve(reader, writer):
    try:
        while True:
            lines = (await reader.readuntil(b"\\r\\n\\r\\n")).decode("latin-1").lower()
            came = time.time()
            await reader.readexactly(int(lines.split("content-length: ")[1].split("\\r\\n")[0]))
            if "/slow/" in lines.split("\\r\\n")[0]:
                await asyncio.sleep(0.2)
            writer.write(head + body)
            if "/cold/" in lines.split("\\r\\n")[0]:
                print(came, flush=True)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=2**20)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""
COLD = {
    "bare SDK": "from openai import OpenAI\nOpenAI(api_key='k', base_url=URL).chat.completions.create(model='m', messages=[{'role': 'user', 'content': 'x'}])",
    "knigge draft": (
        "from knigge import draft, load_brief\nfrom knigge.domain import Endpoint, Policy\n"
        f"draft(load_brief({BRIEF!r}), model='m', policy=Policy(models={{'m': Endpoint('openai', 'm', URL)}}))"
    ),
}
CALLS, AT_ONCE = 200, 20


class Server:
    """The stand-in in a process of its own, so that its time is not ours."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", SERVER, ANSWER], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        self._said = self._process.stdout
        self.port = int(self._said.readline())

    def url(self, kind: str = "fast") -> str:
        """kind: `slow` answers after 200 ms, `cold` tells when it was asked."""
        return f"http://127.0.0.1:{self.port}/{kind}/v1"

    def first_request(self) -> float:
        return float(self._said.readline())

    def stop(self) -> None:
        self._process.kill()


def cpu(call: Callable[[], Any], times: int = 100) -> float:
    """Return the CPU milliseconds of a call, the best of five rounds."""
    call()
    rounds = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            call()
        rounds.append((time.process_time() - start) / times * 1000)
    return min(rounds)


def per_draft(server: Server) -> dict[str, float]:
    from openai import OpenAI

    from knigge import draft, load_brief
    from knigge.domain import Endpoint, Policy
    from knigge.drafting import drafting
    from knigge.models.openai import OpenAIModel

    client, brief = OpenAI(api_key="k", base_url=server.url()), load_brief(BRIEF)
    briefs = (replace(brief, reason=f"{brief.reason} Es ist Anfrage {number}.") for number in count())
    policy = Policy(models={"m": Endpoint("openai", "m", server.url())})
    model = OpenAIModel("m", policy.models["m"], policy)
    prompt = next(drafting(brief, policy))
    messages: Any = [{"role": "system", "content": prompt.instructions}, {"role": "user", "content": prompt.text}]
    bare = cpu(lambda: client.chat.completions.create(model="m", messages=messages))
    return {
        "bare SDK": bare,
        "our model": cpu(lambda: model(prompt)),
        "whole draft": cpu(lambda: draft(next(briefs), model=model, policy=policy)),
    }


def cold(server: Server, rounds: int = 7) -> dict[str, float]:
    """Return the milliseconds from starting Python to the first request, the best of some rounds."""
    best: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(rounds):
        for name, script in COLD.items():
            start = time.time()
            subprocess.run([sys.executable, "-c", script.replace("URL", repr(server.url("cold")))], check=True)
            best[name].append((server.first_request() - start) * 1000)
    return {name: min(times) for name, times in best.items()}


async def at_once(call: Callable[[], Any]) -> float:
    """Return the seconds of 200 calls, twenty at a time, over connections that are open."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        async with gate:
            await call()

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    start = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(CALLS)))
    return time.perf_counter() - start


async def many(server: Server, rounds: int = 5) -> dict[str, float]:
    from openai import AsyncOpenAI

    from knigge import adraft, load_brief
    from knigge.domain import Endpoint, Policy
    from knigge.drafting import drafting
    from knigge.models.openai import OpenAIModel

    brief, policy = load_brief(BRIEF), Policy()
    briefs = (replace(brief, reason=f"{brief.reason} Es ist Anfrage {number}.") for number in count())
    client, model = (
        AsyncOpenAI(api_key="k", base_url=server.url("slow")),
        OpenAIModel("m", Endpoint("openai", "m", server.url("slow"))),
    )
    prompt = next(drafting(brief, policy))
    messages: Any = [{"role": "system", "content": prompt.instructions}, {"role": "user", "content": prompt.text}]
    calls: dict[str, Callable[[], Any]] = {
        "bare SDK": lambda: client.chat.completions.create(model="m", messages=messages),
        "our model": lambda: model.ask(prompt),
        "whole draft": lambda: adraft(next(briefs), model=model, policy=policy),
    }
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            times[name].append(await at_once(call))
    await client.close()
    await model.aclose()
    return {name: median(each) for name, each in times.items()}


def repairs(rounds: int = 3) -> list[int]:
    """Return the bytes of each request where no answer is ever ready."""
    from knigge import draft, load_brief
    from knigge.domain import Policy, Prompt, Reply

    sizes: list[int] = []

    def never(prompt: Prompt) -> Reply:
        sizes.append(len((prompt.instructions + prompt.text).encode()))
        return Reply(POOR + " " * len(sizes), "m")

    draft(load_brief(BRIEF), model=never, policy=Policy(max_repairs=rounds))
    return sizes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    wanted = parser.parse_args()
    server = Server()
    try:
        starts = cold(server)
        figures = {
            "cold_ms": starts,
            "cpu_ms": per_draft(server),
            "seconds": asyncio.run(many(server)),
            "repair_bytes": repairs(),
        }
    finally:
        server.stop()
    if wanted.json:
        print(json.dumps(figures, indent=1))
        return
    cpu_ms, seconds, sizes = figures["cpu_ms"], figures["seconds"], figures["repair_bytes"]
    assert isinstance(cpu_ms, dict)
    assert isinstance(seconds, dict)
    assert isinstance(sizes, list)
    print(
        f"cold start to the first request: SDK {starts['bare SDK']:.0f} ms, knigge {starts['knigge draft']:.0f} ms = {starts['knigge draft'] / starts['bare SDK']:.2f} x"
    )
    print(
        f"CPU of a call: SDK {cpu_ms['bare SDK']:.2f} ms, our model {cpu_ms['our model']:.2f} ms, a whole draft {cpu_ms['whole draft']:.2f} ms = {cpu_ms['whole draft'] - cpu_ms['bare SDK']:+.2f} ms"
    )
    for name in ("our model", "whole draft"):
        print(
            f"{CALLS} of 200 ms, {AT_ONCE} at once: SDK {seconds['bare SDK']:.2f} s, {name} {seconds[name]:.2f} s = {seconds[name] / seconds['bare SDK']:.2f} x"
        )
    print(
        f"repairs: {sizes} bytes, {sum(sizes[1:]) / sizes[0]:.2f} x the first request in all ({len(sizes) - 1} repairs)"
    )


if __name__ == "__main__":
    main()
