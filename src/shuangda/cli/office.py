"""What every command on the office's data needs: Django set up, and its database within reach."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click

from shuangda.conf import env, postgres


@contextmanager
def office() -> Iterator[None]:
    """Django, and the database at `DATABASE_URL` or else the embedded one, for the length of a block.

    Raises click.ClickException with one sentence when the database or the settings do not allow it.
    """
    from django.core.exceptions import ImproperlyConfigured

    home = env.home()
    embedded = not env.DATABASE_URL.read()
    try:
        with postgres.running(home, durable=env.DURABLE.flag()) if embedded else nullcontext():
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangda.conf.settings")
            import django

            django.setup()
            yield
    except (postgres.PostgresError, ImproperlyConfigured) as error:
        raise click.ClickException(str(error)) from error
