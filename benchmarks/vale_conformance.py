"""How much of what Vale finds in the fixtures of its rule packs `knigge` finds too, line by line.

    python benchmarks/vale_conformance.py --packs DIR [--json]

DIR holds a folder per pack: `styles/` with the rules, `fixtures/CASE/` with texts and a `vale.ini`, and `expected.txt`
with a line `CASE/file:line:column:Style.Rule:message` per finding. The texts go through `knigge.check`; of its findings
those of the rules count that the `vale.ini` switches on for that file. Of the ini, this script reads MinAlertLevel,
BasedOnStyles, single rules with YES, NO or a level, TokenIgnores, BlockIgnores and Vocab; what Vale has built in (its own
style, the words of a vocabulary) is added to the pack as rules.
"""

from __future__ import annotations

import argparse
import configparser
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory

import regex

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
    for path in sorted(case.rglob("*")):
        if path.suffix in (".md", ".txt"):
            rules = Rules(ini, path.name, styles)
            with TemporaryDirectory() as folder:
                yield from checked(path, f"{case.name}/{path.relative_to(case).as_posix()}", rules, Path(folder))


def checked(path: Path, name: str, rules: Rules, folder: Path) -> Iterator[str]:
    """Yield the lines for one text."""
    content = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    markup = "markdown" if path.suffix == ".md" else "plain"
    try:
        policy = Policy(packs=rules.packs(folder), levels=rules.levels)
        report = check(rules.hidden(content), lang="en", markup=markup, policy=policy)
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

    def __init__(self, ini: Path, file: str, styles: Path) -> None:
        parser = configparser.ConfigParser(strict=False, interpolation=None, default_section="\0")
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string("[top]\n" + ini.read_text(encoding="utf-8-sig"))
        self.folder = styles
        self.least = LEVELS.index(parser["top"].get("MinAlertLevel", "suggestion"))
        self.vocabulary = listed(parser["top"].get("Vocab", ""))
        self.styles: list[str] = []
        self.rules: dict[str, str] = {}
        self.ignores: list[str] = []
        for section in parser.sections():
            if section != "top" and any(fnmatch(file, pattern) for pattern in braces(section)):
                for key, value in parser[section].items():
                    if key == "BasedOnStyles":
                        self.styles = listed(value)
                    elif key in ("TokenIgnores", "BlockIgnores"):
                        self.ignores += listed(value.replace("\\\n", ""))
                    elif "." in key:
                        self.rules[key] = value.strip()
        self.levels = {rule: level for rule, level in self.rules.items() if level in LEVELS}

    def packs(self, folder: Path) -> dict[str, str]:
        """Lay out the rules that may be on as packs: whole styles, and single rules of others."""
        for style in {*self.styles, *(rule.split(".")[0] for rule in self.rules)}:
            place = folder / style
            place.mkdir(parents=True, exist_ok=True)
            for path in sorted((self.folder / style).glob("*.yml")):
                if style in self.styles or f"{style}.{path.stem}" in self.rules:
                    shutil.copy(path, place)
            if style == "Vale":
                self._built_in(place)
        self._excepted(folder)
        self.levels = {
            rule: level
            for rule, level in self.levels.items()
            if (folder / rule.replace(".", "/")).with_suffix(".yml").is_file()
        }
        return {place.name: str(place) for place in sorted(folder.iterdir()) if list(place.glob("*.yml"))}

    def _built_in(self, place: Path) -> None:
        """Write the rules that Vale has without a file."""
        common = {"level": "error", "scope": "text"}
        repetition = {"extends": "repetition", "message": "'%s' is repeated!", "ignorecase": "true", "alpha": "true"}
        rules = {"Repetition": repetition | {"tokens": [r"[^\s.!?]+"]}}
        accepted, rejected = self.words("accept.txt"), self.words("reject.txt")
        if accepted:
            terms = {"extends": "substitution", "message": "Use '%s' instead of '%s'.", "ignorecase": "true"}
            rules["Terms"] = terms | {"swap": {word: word for word in accepted}}
        if rejected:
            rules["Avoid"] = {"extends": "existence", "message": "Avoid using '%s'.", "tokens": rejected}
        for name, rule in rules.items():
            (place / f"{name}.yml").write_text(json.dumps(rule | common), encoding="utf-8")

    def _excepted(self, folder: Path) -> None:
        """Give the accepted words of the vocabulary to every rule that knows exceptions."""
        import yaml

        kinds = ("existence", "substitution", "repetition", "conditional", "capitalization")
        for path in folder.rglob("*.yml") if (accepted := self.words("accept.txt")) else ():
            rule = yaml.safe_load(path.read_text(encoding="utf-8"))
            if rule.get("extends") in kinds and rule.get("vocab", True) and path.parent.name != "Vale":
                rule["exceptions"] = [*(rule.get("exceptions") or ()), *accepted]
                path.write_text(json.dumps(rule), encoding="utf-8")

    def words(self, file: str) -> list[str]:
        """Return the words of the vocabulary."""
        places = [
            self.folder / place / name / file for place in ("config/vocabularies", "Vocab") for name in self.vocabulary
        ]
        lines = [line for place in places if place.is_file() for line in place.read_text(encoding="utf-8").splitlines()]
        return [line.strip() for line in lines if line.strip() and not line.startswith("#")]

    def hidden(self, content: str) -> str:
        """Return a text with what the ini ignores as stars, which no rule looks at."""
        for pattern in self.ignores:
            content = regex.sub(pattern, lambda match: re.sub(r"[^\n]", "*", match[0]), content)
        return content

    def on(self, rule: str, level: str) -> bool:
        """Say whether a rule is on and its level is high enough."""
        state = self.rules.get(rule, "YES" if rule.split(".")[0] in self.styles else "NO")
        return state in ("YES", *LEVELS) and LEVELS.index(level) >= self.least


def listed(value: str) -> list[str]:
    """Return what commas part."""
    return [item.strip() for item in value.split(",") if item.strip()]


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
