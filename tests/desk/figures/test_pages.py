"""Pages of figures as each role: what is shown, what is refused with its reason, and what a page costs."""

from __future__ import annotations

import io
import re

from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from regietafel.desk.figures import actions, queries
from regietafel.desk.figures.sheets import LARGEST_FILE
from regietafel.desk.figures.upload_limit import LimitedUpload
from tests.desk.figures.conftest import AT, BY, LATER, Site, entry, receive, sheet, text_of
from tests.desk.figures.test_deliveries import full_disk


def test_each_role_sees_its_own_area_in_detail_and_others_in_sum(site: Site):
    actions.add_figures(by=BY, at=AT, entries=[entry("GM0106", 12), entry("GM1904", 4), entry("GM0344", 5)])
    national = text_of(site.get("national", "/cijfers/housed/"))
    assert "Assen" in national
    assert "Stichtse Vecht" in national
    province = text_of(site.get("province", "/cijfers/housed/"))
    assert "Assen" in province
    assert "Stichtse Vecht" not in province
    assert "som van 2 van 26 gemeenten" in province
    assert "U ziet uw eigen gebied in detail" in province
    reader = text_of(site.get("reader", "/cijfers/housed/"))
    assert "Assen" not in reader
    assert "som van 1 van 12 gemeenten" in reader
    refused = site.get("reader", "/cijfers/housed/gm0106/")
    assert refused.status_code == 403
    assert "U ziet uw eigen gebied in detail" in text_of(refused)


def test_a_download_has_what_the_reader_may_see_and_nothing_else(site: Site):
    actions.add_figures(by=BY, at=AT, entries=[entry("GM0106", 12), entry("GM1904", 4)])
    answer = site.get("province", "/cijfers/housed/download.csv")
    assert "GM0106" in answer.content.decode()
    assert "GM1904" not in answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="housed-2022-10.csv"'


def test_a_sheet_goes_from_upload_to_confirmation_without_a_script(site: Site):
    sent = site.upload("province", sheet("Assen 1O", "Emmen 3"))
    assert sent.status_code == 302
    faulty = text_of(site.get("province", sent["Location"]))
    assert "is geen geheel getal" in faulty
    assert "er is niets opgeslagen" in faulty
    sent = site.upload("province", sheet("Assen 10", "Emmen 3"))
    asked = text_of(site.get("province", sent["Location"]))
    assert "Bevestig 2 cijfers" in asked
    without = site.step("province", sent["Location"], "confirm", motive=" ")
    assert without.status_code == 422
    assert "Geef een reden" in text_of(without)
    assert not queries.lines(indicator="housed", moment=None)
    assert site.step("province", sent["Location"], "confirm", motive="eerste deel").status_code == 302
    done = text_of(site.get("province", sent["Location"]))
    assert "2 cijfers tellen nu mee." in done
    assert "eerste deel" in done


def test_another_may_not_see_or_confirm_a_delivery_and_hears_why(site: Site):
    sent = site.upload("province", sheet("Assen 10"))
    refused = site.step("municipality", sent["Location"], "confirm")
    assert refused.status_code == 403
    assert "U ziet uw eigen gebied in detail" in text_of(refused)
    assert not queries.lines(indicator="housed", moment=None)


def test_a_motive_that_was_typed_stays_when_something_changed_meanwhile(site: Site):
    number = receive("Assen -2")
    actions.add_figures(by=BY, at=AT, entries=[entry("GM0106", 5)])
    answer = site.step("national", f"/cijfers/invoeren/{number}/", "confirm", motive="lang verhaal")
    assert answer.status_code == 409
    assert "controleer opnieuw" in text_of(answer)
    assert "lang verhaal" in answer.content.decode()


def test_an_upload_that_is_refused_keeps_what_was_chosen(site: Site):
    answer = site.upload("province", b"", indicator="coa_persons", period="ooit eens")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'value="coa_persons" selected' in html
    assert 'value="ooit eens"' in html


def test_an_upload_of_200_mb_is_refused_after_a_little_of_it_and_keeps_what_was_chosen(site: Site):
    class Counted(io.RawIOBase):
        """A body of 200 MB that counts what was read of it."""

        head = (
            b"--b\r\nContent-Disposition: form-data; name=indicator\r\n\r\ncoa_persons\r\n"
            b"--b\r\nContent-Disposition: form-data; name=file; filename=g.csv\r\n\r\n"
        )
        taken = 0

        def read(self, size: int = -1) -> bytes:
            part = self.head[self.taken : self.taken + size]
            part += b"x" * (size - len(part))
            self.taken += len(part)
            return part

    body = Counted()
    asked = RequestFactory().post("/cijfers/invoeren/", content_type="multipart/form-data; boundary=b")
    asked = WSGIRequest({**asked.META, "CONTENT_LENGTH": str(200_000_000), "wsgi.input": body})
    asked.upload_handlers.insert(0, LimitedUpload(asked))
    assert asked.POST["indicator"] == "coa_persons"
    assert asked.upload_too_large
    assert body.taken < 1_000_000
    answer = site.upload("province", b"gemeente;aantal\n" + b"x" * LARGEST_FILE, indicator="coa_persons")
    assert answer.status_code == 413
    assert "groter dan 20 MB" in text_of(answer)
    assert 'value="coa_persons" selected' in answer.content.decode()


def test_a_full_disk_is_a_page_that_says_so(site: Site):
    actions.add_figures(by=BY, at=AT, entries=[entry("GM0106", 5)])
    with full_disk():
        answers = [site.upload("province", sheet(*["Assen 10"], *[f"Emmen {n}"])) for n in range(3)]
        big = b"gemeente;maand;gehuisvest\n" + b"Assen;2022-10;1x\n" * 3000
        answers.append(site.upload("province", big))
    full = [answer for answer in answers if answer.status_code == 507]
    assert full
    assert "schijf van de server is vol" in text_of(full[0])


def test_only_the_nation_chooses_a_source_and_the_reason_stands_at_the_figure(site: Site):
    actions.add_figures(by=BY, at=AT, entries=[entry("NL", 10), entry("NL", 11, source="krant")])
    address = "/cijfers/housed/nl/?periode=2022-10"
    assert "Gebruik deze bron" not in text_of(site.get("province", address))
    assert "Gebruik deze bron" in text_of(site.get("national", address))
    chosen = {"periode": "2022-10", "source": "coa-november", "reason": "eigen telling"}
    assert site.clients["province"].post(address, chosen).status_code == 403
    empty = site.clients["national"].post(address, {**chosen, "reason": ""})
    assert empty.status_code == 422
    assert 'value="coa-november"' in empty.content.decode()
    assert site.clients["national"].post(address, chosen).status_code == 302
    said = text_of(site.get("visitor", address))
    assert re.search(r"10 Opgave COA, november 2022 gebruikt", said)
    assert "Reden: eigen telling" in said


def test_a_delivery_waits_in_the_queue_of_who_must_approve_and_counts_after_that(site: Site):
    rule = {"indicator": "housed", "levels": "province+national"}
    assert site.clients["national"].post("/cijfers/goedkeuring/", rule).status_code == 302
    sent = site.upload("municipality", sheet("Stichtse Vecht 4"))
    site.step("municipality", sent["Location"], "confirm")
    assert "wacht op uw goedkeuring" in text_of(site.get("coa", "/cijfers/aanleveringen/"))
    assert "Er wacht niets" in text_of(site.get("national", "/cijfers/aanleveringen/"))
    bare = site.step("coa", sent["Location"], "return")
    assert bare.status_code == 422
    assert site.step("coa", sent["Location"], "approve", remark="klopt").status_code == 302
    assert not queries.lines(indicator="housed", moment=None)
    assert site.step("national", sent["Location"], "approve").status_code == 302
    assert [line.value for line in queries.lines(indicator="housed", moment=None)] == [4]


def test_what_changed_between_two_moments_is_listed_for_who_may_see_it(site: Site):
    actions.add_figures(by=BY, at=AT, entries=[entry("GM0106", 12), entry("NL", 100)])
    actions.add_figures(by=BY, at=LATER, entries=[entry("GM0106", 14), entry("NL", 102)])
    national = text_of(site.get("national", "/momenten/"))
    assert re.search(r"Assen oktober 2022 12 14 gecorrigeerd", national)
    visitor = text_of(site.get("visitor", "/momenten/"))
    assert re.search(r"Nederland oktober 2022 100 102 gecorrigeerd", visitor)
    assert "Assen" not in visitor
    assert "Er veranderde nog 1 cijfer" in visitor
    before = text_of(site.get("visitor", "/momenten/?bekend-op=2022-11-10"))
    assert "102" not in before


def test_the_empty_sheet_has_the_areas_of_who_asks_and_can_be_handed_in(site: Site):
    actions.add_figures(by=BY, at=AT, entries=[entry("GM0106", 12)])
    lines = site.get("province", "/cijfers/invoeren/leeg-blad/?vorm=csv").content.decode("utf-8-sig").split()
    assert len(lines) > 12
    assert any(line.startswith("GM0106;Assen;2022-11;") for line in lines)
    assert site.get("reader", "/cijfers/invoeren/leeg-blad/").status_code == 403
