"""How static files are collected for production."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class UsedStaticFiles(StaticFilesConfig):
    """Of libraries only what pages use: their other files name pictures and scripts that are not served."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "tabler-*",
        "tabler.css*",
        "tabler.rtl*",
        "django_htmx/ext/*",
    ]


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names with a hash in the imports of scripts too: under two names a module would run twice."""

    support_js_module_import_aggregation = True
