"""The database itself refuses to change or remove what the dates of clocks follow from.

A notice, a decision, an event and a re-dating stay as they were written. TRUNCATE stays possible: tests empty tables
with it.
"""

from django.db import migrations

TABLES = ("clocks_holidaynotice", "clocks_weekenddecision", "clocks_clockevent", "clocks_redating")

FORWARD = """
CREATE FUNCTION clocks_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
""" + "".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION clocks_refuse_change();\n"
    for table in TABLES
)

BACKWARD = "".join(f"DROP TRIGGER {table}_append_only ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION clocks_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("clocks", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
