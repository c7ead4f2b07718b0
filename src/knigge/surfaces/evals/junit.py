"""An evaluation into JUnit XML: a suite for each suite and model, a test case for each case, one more for each gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knigge.surfaces.evals import sentences
from knigge.surfaces.formats import inert
from knigge.surfaces.formats.junit import allowed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from knigge.evals.comparing import Comparison
    from knigge.evals.evaluating import Evaluation
    from knigge.evals.running import Result


def render(found: Evaluation) -> str:
    """Return the XML; a case that is known to fail is skipped, with the reason, and one that raised is an error."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("testsuites", name="knigge eval")
    suites: dict[str, Element] = {}
    for result in found.results:
        name = f"{result.case.suite} ({result.model})"
        if name not in suites:
            suites[name] = SubElement(root, "testsuite", name=allowed(name))
        _case(suites[name], result, found)
    gates = SubElement(root, "testsuite", name="gates")
    for gate in found.gates:
        case = SubElement(
            gates, "testcase", classname="gates", name=allowed(f"{gate.suite} ({gate.model}) {gate.name}")
        )
        if not gate.passed:
            SubElement(case, "failure", message=allowed(sentences.missed(gate)))
    if found.comparison:
        _compared(SubElement(root, "testsuite", name="comparison"), found.comparison)
    for element in (*root, root):
        _count(element)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inert(tostring(root, "unicode"), "&#{};")}'


def _compared(suite: Element, found: Comparison) -> None:
    """Add a test case for each suite of two runs, which fails where it is worse than the baseline, and for each score that is gone."""
    from xml.etree.ElementTree import SubElement

    for each in found.versus:
        name = f"{each.suite}: {each.now} against {each.before}"
        case = SubElement(suite, "testcase", classname="comparison", name=allowed(name))
        if found.gates and each.verdict == "worse":
            SubElement(case, "failure", message=allowed(f"worse ({sentences.counts(each)})"))
        SubElement(case, "system-out").text = allowed(f"{each.verdict} ({sentences.counts(each)})")
    for lost in found.missing:
        case = SubElement(suite, "testcase", classname="comparison", name=allowed(lost))
        SubElement(case, "failure", message="was measured before and is not now")


def _case(suite: Element, result: Result, found: Evaluation) -> None:
    from xml.etree.ElementTree import SubElement

    case = SubElement(
        suite,
        "testcase",
        classname=allowed(f"{result.case.suite}.{result.case.file}"),
        name=allowed(result.case.name),
        time=f"{result.seconds:.6f}",
    )
    if result.is_known(found.known):
        SubElement(case, "skipped", message=allowed(f"known: {'; '.join(result.wrong)}"))
    elif not result.passed:
        failure = SubElement(case, "error" if result.error else "failure", message=allowed(result.wrong[0]))
        failure.text = allowed("\n".join(sentences.reasons(result, found)))


def _count(element: Element) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
