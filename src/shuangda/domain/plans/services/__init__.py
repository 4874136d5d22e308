"""The only writers of the plans. Each takes the actor, asks the rules, writes, and leaves one chained event."""

from .assignments import object_to, overrule_objection, reopen_assignment, sign, uphold_objection
from .documents import (
    confirm_document,
    correct_heading,
    issue_document,
    planned_assignments,
    reopen_document,
    withdraw_document,
)
from .items import (
    accept_all,
    accept_measure,
    add_measure,
    decide_item,
    edit_measure,
    merge_measures,
    reject_measure,
    split_measure,
    undo_last_edit,
)
from .mentions import decide_mention, name_units
from .reports import Figure, accept_report, approve_report, return_report, save_report, submit_report, take_back_report
from .uploads import note_failure, read_upload, upload_file

__all__ = [
    "Figure",
    "accept_all",
    "accept_measure",
    "accept_report",
    "add_measure",
    "approve_report",
    "confirm_document",
    "correct_heading",
    "decide_item",
    "decide_mention",
    "edit_measure",
    "issue_document",
    "merge_measures",
    "name_units",
    "note_failure",
    "object_to",
    "overrule_objection",
    "planned_assignments",
    "read_upload",
    "reject_measure",
    "reopen_assignment",
    "reopen_document",
    "return_report",
    "save_report",
    "sign",
    "split_measure",
    "submit_report",
    "take_back_report",
    "undo_last_edit",
    "uphold_objection",
    "upload_file",
    "withdraw_document",
]
