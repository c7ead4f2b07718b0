"""A file and the report on it: what the parts of `knigge check` hand to each other."""

from __future__ import annotations

from typing import NamedTuple

from knigge.domain import Report
from knigge.parsing.written import Written


class Looked(NamedTuple):
    """A file as it was read, and what the cards say of it."""

    file: Written
    report: Report
