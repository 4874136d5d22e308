"""Imitations of marks within listing titles and shop names."""

from __future__ import annotations

from .screen import TitleHits, TitleScreen

__all__ = ["TitleHits", "TitleScreen"]
