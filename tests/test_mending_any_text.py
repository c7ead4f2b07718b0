"""`--fix` on any text: nothing changes but inside the spans of safe fixes."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from knigge import fixing
from knigge.parsing import written
from mending import HEAD, looked

PHRASES = ("LG", "MfG", "vg", "With friendly greetings", "with many\ngreetings", "many kind greetings", "Subject: ")
NOISE = (
    *("\n", "\r\n", "\r", "\t", " ", "\n\n", "ü", "u\u0308", "😀", "\u00ad", "\u200b", "\u2028", "\x0c", "\ufeff"),
    *("Guten Tag Frau Amsel,\n\n", "Dear Ms Amsel,\n\n", "\nMarco Polo", "Synergien", "und", "the", "?", "\n-- \n"),
    *("**", "_", "`", "\n> ", "\n- ", "# ", "&amp;", "[", "](/a)", "Betreff: ", "X-Knigge: off\n"),
    *("<!-- knigge off -->", "<!-- knigge on -->", "<!-- knigge german-form = NO -->\n", "<!-- a note -->"),
)
texts = (
    st.lists(st.sampled_from(PHRASES + NOISE), min_size=1, max_size=25)
    .map("".join)
    .filter(lambda text: text.strip("\ufeff \t\r\n\f\u2028"))
)
names = st.sampled_from(["a.txt", "a.md"])


def outside(content: str, edits: list[tuple[int, int]]) -> list[str]:
    """What stands between the spans of edits, of which some may overlap."""
    pieces, at = [], 0
    for start, end in sorted(edits):
        pieces.append(content[at:start])
        at = max(at, end)
    return [*pieces, content[at:]]


@given(text=texts, name=names)
@example(text="\ufeff\ufeffLG", name="a.txt")  # only the first is a byte order mark
def test_nothing_changes_but_inside_the_spans_of_safe_fixes(text: str, name: str) -> None:
    file, report = looked(text.encode(), name)
    safe = [f for f in report.findings if f.fixes and f.fixes[0].safe and f.part in file.places]
    spans = [(file.places[f.part] + (f.start or 0), file.places[f.part] + (f.end or 0)) for f in safe]
    after = fixing.apply(file.content, fixing.safe_edits(report, file.places))
    assert re.fullmatch("(?s:.*)".join(map(re.escape, outside(file.content, spans))), after)
    assert [file.content[slice(*span)] for span in spans] == [f.match for f in safe]


@given(text=texts, name=names)
def test_what_is_written_back_without_a_fix_is_what_was_read(text: str, name: str) -> None:
    file = written.from_bytes(text.encode(), name)
    assert file.encoded(fixing.apply(file.content, [])) == text.encode()


@given(body=st.binary(max_size=80).filter(lambda body: b"\0" not in body))
def test_a_mail_of_any_bytes_is_written_back_as_it_was_read(body: bytes) -> None:
    raw = HEAD.format("Moore").encode() + b"\n" + body
    file = written.from_bytes(raw, "a.eml")
    assert file.encoded(file.content) == raw
