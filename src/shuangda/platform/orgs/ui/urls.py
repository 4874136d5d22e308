from __future__ import annotations

from django.urls import path

from . import people, roster, seats, units

app_name = "orgs"
urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/export/", units.export, name="units_export"),
    path("units/new/", units.create, name="unit_create"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/edit/", units.edit, name="unit_edit"),
    path("units/<int:pk>/rename/", units.rename, name="unit_rename"),
    path("units/<int:pk>/name/", units.add_name, name="unit_add_name"),
    path("units/<int:pk>/close/", units.close, name="unit_close"),
    path("regions/new/", units.create_region, name="region_create"),
    path("people/", people.people, name="people"),
    path("people/export/", people.export, name="people_export"),
    path("people/new/", people.create, name="person_create"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit, name="person_edit"),
    path("people/<int:pk>/password/", people.password, name="person_password"),
    path("people/<int:pk>/close/", people.close, name="person_close"),
    path("people/<int:pk>/open/", people.reopen, name="person_reopen"),
    path("people/<int:pk>/lock/", people.lock, name="person_lock"),
    path("people/<int:pk>/unlock/", people.unlock, name="person_unlock"),
    path("people/<int:pk>/seat/", seats.give, name="seat_give"),
    path("seats/<int:pk>/end/", seats.end, name="seat_end"),
    path("liaisons/", roster.liaisons, name="liaisons"),
    path("liaisons/export/", roster.export, name="liaisons_export"),
    path("names/", roster.aliases, name="aliases"),
    path("names/<int:pk>/drop/", roster.drop_alias, name="alias_drop"),
]
