from __future__ import annotations

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from shuangda.platform.desk.lists import paged


class Sample(forms.Form):
    name = forms.CharField(label="名称", help_text="全称")
    kind = forms.ChoiceField(label="种类", choices=[("a", "甲")], required=False)


def render(source: str, path: str = "/list/", **context) -> str:
    request = RequestFactory().get(path)
    return Template("{% load desk %}" + source).render(Context({"request": request} | context))


def test_an_icon_is_inline_and_hidden_and_a_wrong_name_is_an_error() -> None:
    svg = render('{% icon "bell" %}')
    assert svg.startswith('<svg class="icon" viewBox="0 0 24 24"')
    assert 'aria-hidden="true"' in svg
    with pytest.raises(FileNotFoundError):
        render('{% icon "no-such-icon" %}')


@pytest.mark.parametrize(
    ("path", "rows", "said"),
    [
        ("/list/", 1284, "1–50 / 1,284"),
        ("/list/?page=26&per=50", 1284, "1,251–1,284 / 1,284"),
        ("/list/?per=20&page=2", 1284, "21–40 / 1,284"),
        ("/list/?per=7&page=x", 60, "1–50 / 60"),
        ("/list/?page=99", 60, "51–60 / 60"),
        ("/list/", 0, "0"),
    ],
)
def test_a_page_says_which_rows_of_how_many_it_shows(path: str, rows: int, said: str) -> None:
    page = paged(RequestFactory().get(path), range(rows))
    assert render("{% page_of page %}", path, page=page) == said


def test_links_keep_the_filter_and_begin_again_at_the_first_page() -> None:
    path = "/list/?q=市场&page=3&sort=due"
    assert render("{% link_with page=4 %}", path) == "?q=%E5%B8%82%E5%9C%BA&amp;sort=due&amp;page=4"
    assert render('{% link_with q="" %}', path) == "?sort=due"


def test_a_column_head_sorts_upwards_and_then_downwards() -> None:
    head = '<th scope="col" aria-sort="{}"><a href="?q=1&amp;sort={}">{}</a></th>'
    path = "/list/?q=1&page=3&sort=due"
    assert render('{% column _("Due") "due" %}', path) == head.format("ascending", "-due", "时限")
    assert render('{% column label "name" %}', path, label="A&B") == head.format("none", "name", "A&amp;B")
    assert render('{% column "Due" "due" %}', "/list/?q=1&sort=-due") == head.format("descending", "due", "Due")


def test_a_field_ties_label_hint_and_error_to_its_widget() -> None:
    form = Sample({})
    page = render("{% error_summary form %}{% field form.name %}{% field form.kind %}", form=form)
    assert 'aria-describedby="id_name_hint id_name_error"' in page
    assert 'class="form-control is-invalid"' in page
    assert '<a href="#id_name">名称: ' in page
    assert page.count("选填") == 1


def test_the_filter_bar_says_how_many_filters_are_set_and_keeps_the_order() -> None:
    path = "/list/?name=市&sort=due&page=3"
    form = Sample({"name": "市"})
    page = render("{% filters form %}", path, form=form)
    assert "筛选 (1)" in " ".join(page.split())
    assert '<input type="hidden" name="sort" value="due">' in page
    assert 'name="page"' not in page
