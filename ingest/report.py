"""What a run did with each file, as types and as the JSON of the contract."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ingest.understood import Summary
from knowledge.criteria import Framework
from knowledge.plain import as_plain as framework_as_plain

Status = Literal["indexed", "unchanged", "refused"]


@dataclass(frozen=True)
class DocumentReport:
    """What became of one file; `framework` is an id, `outline` a framework as plain data."""

    path: str
    status: Status
    framework: str | None = None
    error: str | None = None
    warnings: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    outline: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What became of all files of a run, in order; `left` counts those that a stopped run did not reach."""

    documents: tuple[DocumentReport, ...]
    left: int = 0


def as_plain(report: Report) -> dict[str, Any]:
    """Return the report in the form of `howwell ingest --json`."""
    return {"documents": [_document(document) for document in report.documents], "left": report.left}


def refusal(path: Path, error: str) -> DocumentReport:
    """Report a file that was not taken, with the sentence that says why."""
    return DocumentReport(_shown(path), "refused", error=error, counts=dict.fromkeys(counted(None, 0), 0))


def report_of(path: Path, status: Status, summary: Summary) -> DocumentReport:
    """Report a file that was understood."""
    return DocumentReport(
        _shown(path),
        status,
        framework=summary.known or (summary.own.id if summary.own else None),
        warnings=summary.doubts,
        counts=counted(summary.framework, summary.passages),
        outline={**framework_as_plain(summary.framework), "known": summary.known},
    )


def counted(framework: Framework | None, passages: int) -> dict[str, int]:
    """Count the pieces; `notes` are the complete ones, `sentences` the printed ones behind the single questions."""
    whole = Counter(note.complete for note in framework.notes) if framework else Counter[bool]()
    return {
        "items": len(framework.items) if framework else 0,
        "areas": sum(len(item.areas) for item in framework.items) if framework else 0,
        "parts": len(framework.parts) if framework else 0,
        "sentences": sum(len({q.sentence for q in part.questions}) for part in framework.parts) if framework else 0,
        "questions": len(framework.questions) if framework else 0,
        "notes": whole[True],
        "incomplete_notes": whole[False],
        "statements": len(framework.statements) if framework else 0,
        "steps": len(framework.steps) if framework else 0,
        "terms": len(framework.terms) if framework else 0,
        "passages": passages,
    }


def _document(document: DocumentReport) -> dict[str, Any]:
    return {
        "path": document.path,
        "status": document.status,
        "framework": document.framework,
        "error": document.error,
        "warnings": list(document.warnings),
        "counts": dict(document.counts),
        "outline": dict(document.outline),
    }


def _shown(path: Path) -> str:
    """Return a path that can be printed and stored: bytes that are no text are shown as marks."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
