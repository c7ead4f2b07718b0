"""A file that somebody is writing into the report on it, for all that check such files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from knigge import api, errors
from knigge.domain import Report
from knigge.parsing.written import Written


class Looked(NamedTuple):
    """A file as it was read, and what the cards say of it."""

    file: Written
    report: Report


def look(file: Written, subject: str, known: Mapping[str, Any]) -> Looked:
    """Return what the cards say of a file.

    subject: for a file that holds none. known: what else `knigge.check` is to know.
    Raises MailError for a file that holds no text.
    """
    message = file.message if file.message.subject else replace(file.message, subject=subject)
    if not message.text.strip():
        raise errors.MailError(f"{message.path}: is empty. Put the text in it.")
    report = api.check(
        message.text,
        subject=message.subject,
        headers=message.headers,
        path=message.path,
        markup=file.markup,
        **known,
    )
    return Looked(file._replace(message=message), report)
