"""Shuangda 双打: policy in, working office out."""

__version__ = "0.1.0"
