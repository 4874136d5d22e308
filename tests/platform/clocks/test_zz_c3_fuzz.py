import random, pytest
from django.urls import reverse
from shuangda.kernel.clocks import rulebook
from shuangda.platform.orgs.roles import Role
from tests import factories
pytestmark = pytest.mark.django_db
DATES = ["2026-04-30","2026-04-14","2003-01-01","2004-01-02","1949-01-01","2199-12-31","9999-12-31","0001-01-01","2026-02-29","2024-02-29","2026-12-31","2027-01-01","2026-05-01T16:20","2026-05-01T24:00","2026-05-01T16:20:30","","x","２０２６-04-30","\x00","2026-05-10","2026-06-10","2025-10-09", "2026-13-01", "<b>"]
NUMS = ["","1","15","30","0","-1","99999999999999999999999","1.5","x","3650","３","+5","\x00", "2000"]
def test_fuzz(client):
    client.force_login(factories.seat(Role.CLERK).person)
    rng = random.Random(7)
    rules = list(rulebook().values())
    for i in range(2500):
        r = rng.choice(rules)
        q = {"start": rng.choice(DATES)}
        for n in rng.sample([0,1,2,19,20,99],2):
            if rng.random()<.5: q[f"from-{n}"]=rng.choice(DATES)
            if rng.random()<.5: q[f"to-{n}"]=rng.choice(DATES)
            if rng.random()<.3: q[f"ground-{n}"]=rng.choice([*r.exclusions,"x"])
        for n in range(3):
            if rng.random()<.4: q[f"extend-{n}"]=rng.choice(NUMS)
        if rng.random()<.4: q["stop"]=rng.choice(DATES)
        if rng.random()<.4: q["at"]=rng.choice(DATES)
        if rng.random()<.1: q["rows"]=rng.choice(NUMS)
        try:
            a = client.get(reverse("clocks:rule", args=[r.id]), q, headers={"accept-language": rng.choice(["en","zh-hans"])})
        except Exception as e:
            pytest.fail(f"{r.id} {q}: {e!r}")
        assert a.status_code==200, (r.id,q)
    for q in ({"act":"x"},{"act":"0001-01-01"},{"act":"9999-12-31"},{"decision":"2026-01-01"},{"act":"2026-01-01","decision":"x"}):
        assert client.get(reverse("clocks:statutes"), q).status_code==200
    for q in ({"sort":"x"},{"sort":"--limit"},{"q":"\x00"},{"q":"x"*500},{"page":"x","per":"7"},{"category":"x","unit":"y"}):
        assert client.get(reverse("clocks:rules"), q).status_code==200
        assert client.get(reverse("clocks:export_rules"), q).status_code==200
