"""An evaluation into JUnit XML: a suite for each suite and model, a test case for each case, one more for each gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knigge.surfaces.formats import inert
from knigge.surfaces.formats.junit import allowed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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
        _case(suites[name], result, found.known.get(result.case.id, ""))
    gates = SubElement(root, "testsuite", name="gates")
    for gate in found.gates:
        case = SubElement(
            gates, "testcase", classname="gates", name=allowed(f"{gate.suite} ({gate.model}) {gate.name}")
        )
        if not gate.passed:
            value = "was not measured" if gate.value is None else f"is {gate.value:.4g}"
            SubElement(case, "failure", message=f"{value}, and must be {gate.floor:g} at least")
    for element in (*root, root):
        _count(element)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{inert(tostring(root, "unicode"), "&#{};")}'


def _case(suite: Element, result: Result, known: str) -> None:
    from xml.etree.ElementTree import SubElement

    case = SubElement(
        suite,
        "testcase",
        classname=allowed(f"{result.case.suite}.{result.case.file}"),
        name=allowed(result.case.name),
        time=f"{result.seconds:.6f}",
    )
    if known and not result.passed:
        SubElement(case, "skipped", message=allowed(known))
    elif not result.passed:
        failure = SubElement(case, "error" if result.error else "failure", message=allowed(result.wrong[0]))
        failure.text = allowed("\n".join(result.wrong))


def _count(element: Element) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
