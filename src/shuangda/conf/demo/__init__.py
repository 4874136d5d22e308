"""The invented district that `shuangda demo` shows."""
