"""How much of what Vale finds in the fixtures of its rule packs `knigge` finds too, line by line.

    python benchmarks/vale_conformance.py --packs DIR [--json]

DIR holds a folder per pack: `styles/` with the rules, `fixtures/CASE/` with texts and a `vale.ini`, and `expected.txt`
with a line `CASE/file:line:column:Style.Rule:message` per finding. The texts go through `knigge.check`; of its findings
those of the rules count that the `vale.ini` switches on for that file.
"""

from __future__ import annotations

import argparse
import configparser
import json
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from knigge import KniggeError, Policy, check
from knigge.surfaces.formats.positions import Lines

LEVELS = ("suggestion", "warning", "error")
# The fixture of these rules contradicts the rules as published; they are counted, and taken out of the share.
STALE = {"Microsoft.Contractions", "alex.Profanity"}


def main() -> None:
    """Measure every pack of the folder and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packs", type=Path, required=True, help="a folder with a folder per pack")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--misses", action="store_true", help="print every line that differs")
    given = parser.parse_args()
    results = {pack.name: measure(pack) for pack in sorted(given.packs.iterdir()) if (pack / "fixtures").is_dir()}
    if given.json:
        print(
            json.dumps({name: figures(*result) for name, result in results.items()} | {"all": total(results)}, indent=1)
        )
        return
    for name, (expected, found) in [*results.items(), ("all", merged(results))]:
        print(f"{name:<14} {sentence(figures(expected, found))}")
        if given.misses and name != "all":
            for line in sorted((expected - found).elements()):
                print(f"  - {line}")
            for line in sorted((found - expected).elements()):
                print(f"  + {line}")


def measure(pack: Path) -> tuple[Counter[str], Counter[str]]:
    """Return the lines that a pack expects and those that `knigge` finds."""
    expected = (pack / "expected.txt").read_text(encoding="utf-8").splitlines()
    found = [line for case in sorted((pack / "fixtures").iterdir()) for line in findings(case, pack / "styles")]
    return Counter(line for line in expected if line.strip()), Counter(found)


def findings(case: Path, styles: Path) -> Iterator[str]:
    """Yield the lines for the texts of one case."""
    ini = next((case / name for name in ("vale.ini", ".vale.ini", "_vale.ini") if (case / name).is_file()), None)
    if ini is None:
        return
    packs = {style.name: str(style) for style in sorted(styles.iterdir()) if list(style.rglob("*.yml"))}
    for path in sorted(case.rglob("*")):
        if path.suffix in (".md", ".txt"):
            rules = Rules(ini, path.name)
            wanted = {name: folder for name, folder in packs.items() if rules.uses(name)}
            yield from checked(path, f"{case.name}/{path.relative_to(case).as_posix()}", wanted, rules)


def checked(path: Path, name: str, packs: dict[str, str], rules: Rules) -> Iterator[str]:
    """Yield the lines for one text."""
    content = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    try:
        markup = "markdown" if path.suffix == ".md" else "plain"
        report = check(content, lang="en", markup=markup, policy=Policy(packs=packs, levels=rules.levels))
    except KniggeError as fault:
        print(f"! {name}: {fault}")
        return
    lines = Lines(content)
    for finding in report.findings:
        if "." in finding.card and rules.on(finding.card, finding.level):
            line, column = lines.at(finding.start) if finding.start is not None else (1, 1)
            yield f"{name}:{line}:{column}:{finding.card}:{finding.message}"


class Rules:
    """What a `vale.ini` switches on for a file."""

    def __init__(self, ini: Path, file: str) -> None:
        parser = configparser.ConfigParser(strict=False, interpolation=None, default_section="\0")
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string("[top]\n" + ini.read_text(encoding="utf-8-sig"))
        self.least = LEVELS.index(parser["top"].get("MinAlertLevel", "suggestion"))
        self.styles: list[str] = []
        self.rules: dict[str, str] = {}
        for section in parser.sections():
            if section != "top" and any(fnmatch(file, pattern) for pattern in braces(section)):
                for key, value in parser[section].items():
                    if key == "BasedOnStyles":
                        self.styles = [style.strip() for style in value.split(",")]
                    elif "." in key:
                        self.rules[key] = value.strip()
        self.levels = {rule: level for rule, level in self.rules.items() if level in LEVELS}

    def uses(self, style: str) -> bool:
        """Say whether any rule of a style may be on."""
        return style in self.styles or any(rule.split(".")[0] == style for rule in self.rules)

    def on(self, rule: str, level: str) -> bool:
        """Say whether a rule is on and its level is high enough."""
        state = self.rules.get(rule, "YES" if rule.split(".")[0] in self.styles else "NO")
        return state in ("YES", *LEVELS) and LEVELS.index(level) >= self.least


def braces(pattern: str) -> list[str]:
    """Return the patterns that `*.{md,txt}` stands for."""
    head, brace, rest = pattern.partition("{")
    inner, _, tail = rest.partition("}")
    return [head + option + tail for option in inner.split(",")] if brace else [pattern]


def figures(expected: Counter[str], found: Counter[str]) -> dict[str, float]:
    """Return the counts and shares of one pack."""
    fresh = Counter({line: n for line, n in expected.items() if line.split(":")[3] not in STALE})
    extra = Counter({line: n for line, n in (found - expected).items() if line.split(":")[3] not in STALE})
    same = (fresh & found).total()
    return {
        "expected": expected.total(),
        "stale": expected.total() - fresh.total(),
        "reproduced": same,
        "share": round(same / fresh.total(), 4) if fresh else 1.0,
        "ours_alone": extra.total(),
    }


def merged(results: dict[str, tuple[Counter[str], Counter[str]]]) -> tuple[Counter[str], Counter[str]]:
    """Return the lines of all packs as one."""
    return (
        Counter({f"{name}/{line}": n for name, (lines, _) in results.items() for line, n in lines.items()}),
        Counter({f"{name}/{line}": n for name, (_, lines) in results.items() for line, n in lines.items()}),
    )


def total(results: dict[str, tuple[Counter[str], Counter[str]]]) -> dict[str, float]:
    """Return the figures of all packs together."""
    return figures(*merged(results))


def sentence(result: dict[str, float]) -> str:
    """Return the figures in words."""
    fresh = result["expected"] - result["stale"]
    return (
        f"{result['reproduced']:>4} of {fresh} lines ({result['share']:.1%}), {result['stale']} stale left out, "
        f"{result['ours_alone']} of ours alone"
    )


if __name__ == "__main__":
    main()
