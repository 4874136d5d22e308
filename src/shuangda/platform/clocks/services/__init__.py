"""The only writers of the holiday table and of clocks. Each act: transaction, lock, rule, check, write, event."""

from .calendar import decide_weekends, save_notice
from .clocks import extend_clock, pause_clock, restart_clock, resume_clock, start_clock, stop_clock, undo_entry

__all__ = [
    "decide_weekends",
    "extend_clock",
    "pause_clock",
    "restart_clock",
    "resume_clock",
    "save_notice",
    "start_clock",
    "stop_clock",
    "undo_entry",
]
