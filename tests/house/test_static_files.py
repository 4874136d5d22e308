"""What production serves can be collected, and every file that another one names is there under its hashed name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command

IMPORT = re.compile(r"""^import .*?["'](\.[^"']+)["']""", re.MULTILINE)


@pytest.fixture
def collected(tmp_path, settings) -> Path:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "shuangda.conf.static.HashedFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_collected_style_sheets_and_scripts_name_files_that_are_there(collected: Path) -> None:
    names = json.loads((collected / "staticfiles.json").read_text("utf-8"))["paths"]
    style = (collected / names["desk/app.css"]).read_text("utf-8")
    assert f"../{names['vendor/tabler/css/tabler.min.css']}" in style
    assert not [name for name in names if "payments" in name]
    for script in (name for name in names if name.endswith(".js")):
        hashed = collected / names[script]
        for target in IMPORT.findall(hashed.read_text("utf-8")):
            found = (hashed.parent / target).resolve().relative_to(collected.resolve()).as_posix()
            assert found in names.values(), f"{script} imports {target} without its hash"
