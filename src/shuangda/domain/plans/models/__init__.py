"""Documents and what they order: upload → document → items → mentions → assignments → reports."""

from .assignments import Assignment, ProgressReport, Proof, ReportFigure
from .documents import Consultation, Edit, PolicyDocument, Upload
from .items import Activity, Duty, Finding, Item, Measure, Mention, Target

__all__ = [
    "Activity",
    "Assignment",
    "Consultation",
    "Duty",
    "Edit",
    "Finding",
    "Item",
    "Measure",
    "Mention",
    "PolicyDocument",
    "ProgressReport",
    "Proof",
    "ReportFigure",
    "Target",
    "Upload",
]
