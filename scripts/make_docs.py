"""Write the tables of docs/ that come from registries in the code: `make docs`.

Between `<!-- begin NAME -->` and `<!-- end NAME -->` a table is replaced; the words around it are written by people.
`tests/docs/test_docs_match.py` fails when a table is older than its registry.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db.models import TextChoices

DOCS = Path(__file__).resolve().parents[1] / "docs"


def permissions() -> str:
    """Every permission with the roles that have it."""
    from django.urls import get_resolver

    from shuangda.platform.orgs.permissions import declared
    from shuangda.platform.orgs.roles import Role

    get_resolver().url_patterns  # noqa: B018 - loads all views, and with them the rules of every app
    head = ["Permission", "What it allows", *(str(role.label) for role in Role)]
    rows = [
        [f"`{found.name}`", str(found.label), *("●" if role in found.roles else "" for role in Role)]
        for found in declared()
    ]
    return _table(head, rows)


def library_routes() -> str:
    """The addresses of libraries, which cannot carry a rule themselves."""
    from shuangda.platform.orgs.middleware import THIRD_PARTY

    rows = [
        [f"`{name}`", "everybody" if rule.anonymous else "whoever is logged in"]
        for name, rule in sorted(THIRD_PARTY.items())
    ]
    return _table(["Route", "Open to"], rows)


def jobs() -> str:
    """Every background job with whose rights it uses."""
    from shuangda.platform.jobs.registry import declared

    rows = [[f"`{job.name}`", job.acts, (job.run.__doc__ or "").strip().splitlines()[0]] for job in declared()]
    return _table(["Job", "Whose rights it uses", "What it does"], rows)


def states() -> str:
    """Every state, outcome and visibility, with its wording in both languages."""
    from django.utils import translation

    from shuangda.domain.plans import states as plans
    from shuangda.platform.clocks import states as clocks

    rows = []
    for noun in [*plans.__dict__.values(), *clocks.__dict__.values()]:
        if not (isinstance(noun, type) and issubclass(noun, TextChoices) and noun is not TextChoices):
            continue
        for member in noun:
            with translation.override("zh-hans"):
                chinese = str(member.label)
            rows.append([noun.__name__, f"`{member.value}`", str(member.label), chinese])
    return _table(["What", "State", "English", "Chinese"], rows)


def transitions() -> str:
    """Which act leads from which state to which."""
    from shuangda.domain.plans import states as plans
    from shuangda.kernel.workflow import Workflow

    rows = [
        [name.lower(), f"`{act}`", f"`{before}`", f"`{after}`"]
        for name, table in plans.__dict__.items()
        if isinstance(table, Workflow)
        for act, moves in table.acts.items()
        for before, after in moves.items()
    ]
    return _table(["What", "Act", "From", "To"], rows)


def commands() -> str:
    """Every subcommand of `shuangda`, and every target of make."""
    from shuangda.cli import COMMANDS

    rows = [[f"`shuangda {name}`", line] for name, (_, line) in COMMANDS.items()]
    makefile = (DOCS.parent / "Makefile").read_text("utf-8")
    rows += [
        [f"`make {name}`", line] for name, line in re.findall(r"^([a-z]+):[^#\n]*## (.*)$", makefile, re.MULTILINE)
    ]
    return _table(["Command", "What it does"], rows)


def configuration() -> str:
    """Every environment variable."""
    from shuangda.conf.env import VARIABLES

    rows = [[f"`{v.name}`", f"`{v.default}`" if v.default else "(empty)", v.purpose] for v in VARIABLES]
    return _table(["Variable", "Default", "Meaning"], rows)


def clocks() -> str:
    """Every statutory time limit, a table for each category."""
    from shuangda.kernel.clocks import rulebook
    from shuangda.platform.clocks.rule_wording import category_words, extensions_words
    from shuangda.platform.clocks.wording import limit_words

    head = [
        "Id",
        "What",
        "Article",
        "Limit",
        "Counted",
        "Extensions",
        "Does not count",
        "Valid",
        "Source",
        "Confidence",
    ]
    tables: dict[str, list[list[str]]] = {}
    for rule in rulebook().values():
        row = [
            f"`{rule.id}`",
            f"{rule.name_zh}<br>{rule.name_en}",
            f"{rule.regulation} {rule.article}",
            limit_words(rule),
            rule.direction,
            extensions_words(rule),
            "<br>".join(rule.exclusions),
            _validity(rule.effective_from, rule.effective_to),
            _source(rule.source),
            "⚠ 待核 (low)" if rule.confidence == "low" else rule.confidence,
        ]
        tables.setdefault(rule.category, []).append(row)
    return "".join(
        f"\n### {category_words(category)} (`{category}.toml`)\n\n{_table(head, rows)}"
        for category, rows in tables.items()
    )


def warnings() -> str:
    """How long before the end people are warned."""
    from shuangda.kernel.clocks.reading import WARNED
    from shuangda.platform.clocks.wording import units

    rows = [
        [f"up to {units(most, unit)}", f"{units(before, unit if unit in ('workday', 'hour') else 'day')} before"]
        for unit, steps in WARNED.items()
        for most, before in steps
    ]
    return _table(["Limit", "Warned"], rows)


def statutes() -> str:
    """Every statute that has several versions, and where each topic stands in them."""
    from shuangda.kernel.clocks import statutes as every

    text = ""
    for statute in every():
        head = ["Topic", *(version.title for version in statute.versions)]
        rows = [
            [f"`{topic.id}`<br>{topic.name_zh}<br>{topic.name_en}"]
            + [topic.articles.get(version.id, "—") for version in statute.versions]
            for topic in statute.topics
        ]
        rows += [
            ["Valid", *(_validity(version.effective_from, version.effective_to) for version in statute.versions)],
            ["Confidence", *(version.confidence for version in statute.versions)],
            ["Source", *(_source(version.source) for version in statute.versions)],
        ]
        text += f"\n### {statute.name_zh} ({statute.name_en})\n\n{_table(head, rows)}"
    return text


def deviations() -> str:
    """Every kind of deviation that the checker of official documents knows."""
    from shuangda.kernel.gongwen.checking import kinds
    from shuangda.kernel.gongwen.checking.kinds import FROM_KNOWLEDGE

    clauses = {k.id: f"{k.clause} †" if k.id in FROM_KNOWLEDGE else k.clause for k in kinds()}
    rows = [[f"`{k.id}`", k.what, clauses[k.id], "●" if k.fixable else "", k.severity.value] for k in kinds()]
    return _table(["Kind", "What", "Clause", "`--fix`", "How grave"], rows)


TABLES: dict[str, dict[str, Callable[[], str]]] = {
    "permissions.md": {"permissions": permissions, "library routes": library_routes},
    "jobs.md": {"jobs": jobs},
    "configuration.md": {"variables": configuration},
    "commands.md": {"commands": commands},
    "clocks.md": {"warnings": warnings, "clocks": clocks, "statutes": statutes},
    "gongwen.md": {"deviations": deviations},
    "states.md": {"states": states, "transitions": transitions},
}


def fresh(name: str) -> str:
    """The text of a page with its tables as the registries are now. Raises ValueError when a marker is missing."""
    text = (DOCS / name).read_text("utf-8")
    for marker, make in TABLES[name].items():
        found = re.search(rf"(<!-- begin {marker} -->\n).*?(<!-- end {marker} -->)", text, re.DOTALL)
        if found is None:
            raise ValueError(f"{name} has no place for {marker}")
        text = text[: found.end(1)] + make() + text[found.start(2) :]
    return text


def _validity(first: date | None, last: date | None) -> str:
    return f"{first or '…'} – {last or '…'}" if first or last else ""


def _source(text: str) -> str:
    """Addresses as links, so that a table stays narrow."""
    return re.sub(r"(https?://[^/\s]+)\S*", lambda found: f"[{found[1].partition('://')[2]}]({found[0]})", text)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shuangda.conf.settings")
    import django
    from django.utils import translation

    django.setup()
    with translation.override("en"):
        for name in TABLES:
            (DOCS / name).write_text(fresh(name), "utf-8")


if __name__ == "__main__":
    main()
