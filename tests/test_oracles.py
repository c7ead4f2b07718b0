"""Our small splitter and detector against libraries that take a hundred times as long."""

from __future__ import annotations

from pathlib import Path

import pysbd
import pytest
from simplemma import langdetect

from knigge import api, text
from knigge.parsing import briefs
from knigge.text.language import detect

EXAMPLES = sorted((Path(__file__).parents[1] / "examples" / "briefs").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_language_is_the_one_that_a_lemmatiser_tells(path: Path) -> None:
    body = api.draft(briefs.read(str(path))).draft.body
    assert detect(body) == langdetect(body, lang=("de", "en"))[0][0]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_sentences_end_where_a_rule_based_segmenter_ends_them(lang: str) -> None:
    ours, theirs = set(), set()
    for path in (path for path in EXAMPLES if f".{lang}." in path.name):
        parsed = text.parse(api.draft(briefs.read(str(path))).draft.body)
        for start, end in parsed.parts.body:
            paragraph = " ".join(parsed.view[start:end].split())
            ours |= {(path, paragraph[:e].strip()) for _, e in text.sentences(paragraph, (0, len(paragraph)))}
            segmenter = pysbd.Segmenter(language=lang, clean=False, char_span=True)
            theirs |= {(path, paragraph[: span.end].strip()) for span in segmenter.segment(paragraph)}
    assert len(ours) > 15
    assert 2 * len(ours & theirs) / (len(ours) + len(theirs)) > 0.95, ours ^ theirs
