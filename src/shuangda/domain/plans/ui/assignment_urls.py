from __future__ import annotations

from django.urls import path

from . import assignments, overview, reports

urlpatterns = [
    path("assignments/", assignments.assignment_list, name="assignments"),
    path("assignments/export/", assignments.assignment_export, name="assignments_export"),
    path("assignments/<int:pk>/", assignments.assignment_page, name="assignment"),
    path("assignments/<int:pk>/sign/", assignments.sign, name="assignment_sign"),
    path("assignments/<int:pk>/object/", assignments.object_to, name="assignment_object"),
    path("assignments/<int:pk>/uphold/", assignments.uphold, name="assignment_uphold"),
    path("assignments/<int:pk>/overrule/", assignments.overrule, name="assignment_overrule"),
    path("assignments/<int:pk>/reopen/", assignments.reopen, name="assignment_reopen"),
    path("assignments/<int:pk>/report/", reports.report_save, name="report_save"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/export/", reports.report_export, name="reports_export"),
    path("reports/<int:pk>/", reports.report_page, name="report"),
    path("reports/<int:pk>/submit/", reports.report_submit, name="report_submit"),
    path("reports/<int:pk>/take-back/", reports.report_take_back, name="report_take_back"),
    path("reports/<int:pk>/approve/", reports.report_approve, name="report_approve"),
    path("reports/<int:pk>/return/", reports.report_return, name="report_return"),
    path("reports/<int:pk>/accept/", reports.report_accept, name="report_accept"),
    path("proofs/<int:pk>/", reports.proof, name="proof"),
    path("proofs/<int:pk>/preview/", reports.proof_preview, name="proof_preview"),
    path("overview/", overview.overview, name="overview"),
]
