"""What an editor waits for: from a change to its marks, by the real server, and the server's memory over many checks.

Usage: python benchmarks/lsp.py [CHECKS], by default 1,000 timed changes and as many checks for the memory as CHECKS says.
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from lsprotocol import types

from lsp import LETTER, Editor, editing

CHANGES = 1_000
SENTENCE = (
    "Your talk on type specimens in Leeds answered half of my question about damp paper, and we see synergies there. "
)
MESSAGE = "Dear Ms Novak,\n\n" + SENTENCE * 15 + "\n\nKind regards\nDaniel Krause\n"


async def changed(editor: Editor, version: int) -> float:
    """Return the seconds from a change of one word to its marks."""
    reach = types.Range(types.Position(2, 5), types.Position(2, 9))
    editor.published.clear()
    begin = time.perf_counter()
    editor.change(LETTER, version, types.TextDocumentContentChangePartial(reach, f"{version % 10_000:04}"))
    await editor.marks(LETTER, version)
    return time.perf_counter() - begin


def resident(pid: int) -> int:
    """Return the memory of a process in kilobytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


async def main(checks: int) -> None:
    """Measure and print."""
    async with editing() as editor:
        editor.open(LETTER, MESSAGE)
        await editor.marks(LETTER)
        times = sorted([await changed(editor, version) for version in range(2, CHANGES + 2)])
        pid = editor._server.pid
        p50, p95, most = (times[int(CHANGES * share) - 1] * 1000 for share in (0.5, 0.95, 1))
        print(
            f"{len(MESSAGE.split())} words, {CHANGES:,} changes: p50 {p50:.1f} ms, p95 {p95:.1f} ms, max {most:.1f} ms"
        )
        print(f"memory after {CHANGES:>7,} checks: {resident(pid) / 1024:.1f} MB", flush=True)
        for version in range(CHANGES + 2, checks + 2):
            await changed(editor, version)
            if (version - 1) % max(checks // 4, 1) == 0:
                print(f"memory after {version - 1:>7,} checks: {resident(pid) / 1024:.1f} MB", flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
