from __future__ import annotations

from django.urls import path

from . import checking, documents, issuing, mentions, tables, uploads
from .assignment_urls import urlpatterns as assignments_urls

app_name = "plans"

documents_urls = [
    path("documents/", documents.documents, name="documents"),
    path("documents/export/", tables.export_documents, name="export_documents"),
    path("documents/<int:pk>/", documents.document, name="document"),
    path("documents/<int:pk>/heading/", documents.heading, name="heading"),
    path("documents/<int:pk>/confirm/", documents.confirm, name="confirm"),
    path("documents/<int:pk>/reopen/", documents.reopen, name="reopen"),
    path("documents/<int:pk>/issue/", issuing.issue, name="issue"),
    path("documents/<int:pk>/withdraw/", documents.withdraw, name="withdraw"),
    path("documents/<int:pk>/compare/", documents.compare, name="compare"),
    path("documents/<int:pk>/table/", tables.task_table, name="task_table"),
    path("documents/<int:pk>/table/export/", tables.export_task_table, name="export_task_table"),
    path("documents/<int:pk>/accept-all/", checking.accept_all, name="accept_all"),
    path("documents/<int:pk>/undo/", checking.undo, name="undo"),
    path("documents/<int:pk>/add/", checking.add, name="add_measure"),
    path("documents/uploads/new/", uploads.upload, name="upload"),
    path("documents/uploads/<int:pk>/", uploads.reading, name="reading"),
    path("documents/uploads/<int:pk>/original/", uploads.original_file, name="original"),
    path("measures/<int:pk>/", checking.card, name="measure"),
    path("measures/<int:pk>/accept/", checking.accept, name="accept_measure"),
    path("measures/<int:pk>/reject/", checking.reject, name="reject_measure"),
    path("measures/<int:pk>/merge/", checking.merge, name="merge_measure"),
    path("measures/<int:pk>/split/", checking.split, name="split_measure"),
    path("measures/<int:pk>/edit/", checking.edit, name="edit_measure"),
    path("mentions/<int:pk>/", mentions.decide_mention, name="decide_mention"),
    *(
        path(f"{kind}/<int:pk>/decide/", checking.decide, {"kind": kind}, name=f"decide_{kind}")
        for kind in checking.ITEMS
    ),
    path("duties/", tables.duties, name="duties"),
    path("duties/export/", tables.export_duties, name="export_duties"),
    path("targets/", tables.targets, name="targets"),
    path("targets/export/", tables.export_targets, name="export_targets"),
]

urlpatterns = [*documents_urls, *assignments_urls]
