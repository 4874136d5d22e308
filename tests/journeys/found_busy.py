"""Fills an empty database with the demo's city and a few weeks of its work, so that every page has something on it."""

from __future__ import annotations

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangda.conf.settings")
    django.setup()
    from django.core.management import call_command

    from shuangda.conf.demo import founding, story

    call_command("migrate", verbosity=0)
    cast = founding.found(story.first_day())
    story.tell_recent(story.Story(cast))


if __name__ == "__main__":
    main()
