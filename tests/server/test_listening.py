from __future__ import annotations

import ssl
import time
from pathlib import Path

import pytest
import trustme

from permit_desktop.domain.errors import SettingsError
from permit_desktop.server.listening import address_of, listen, sender_of, tls_of
from tests.server.serving import WAIT_S, Running

EVERYWHERE = "0.0.0.0"  # noqa: S104 (what the rule is about)


@pytest.mark.parametrize("host", [EVERYWHERE, "::"])
def test_without_tls_other_computers_are_kept_out_in_words(host: str) -> None:
    with pytest.raises(SettingsError, match="Other computers could reach this address"):
        listen(host, 0, protected=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_this_computer_alone_needs_no_tls(host: str) -> None:
    with listen(host, 0, protected=False) as bound:
        assert address_of(bound, tls=False).startswith(("http://127.0.0.", "http://[::1]:"))


def test_with_tls_any_address_is_fine() -> None:
    with listen(EVERYWHERE, 0, protected=True) as bound:
        assert address_of(bound, tls=True).startswith("https://0.0.0.0:")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
    ],
)
def test_a_sender_is_an_address_or_a_network_of_ipv6(one: str, other: str, same: bool) -> None:  # noqa: FBT001 (a column of the table)
    assert (sender_of(one) == sender_of(other)) is same


def test_a_port_in_use_and_a_host_elsewhere_are_told() -> None:
    with listen("127.0.0.1", 0, protected=False) as bound:
        bound.listen()
        for host, port in (("127.0.0.1", bound.getsockname()[1]), ("no.such.host.invalid", 0), ("8.8.8.8", 0)):
            with pytest.raises(SettingsError, match="cannot listen"):
                listen(host, port, protected=True)


def test_no_answer_waits_until_its_head_is_acknowledged(service: Running) -> None:
    def seconds() -> float:
        begun_s = time.perf_counter()
        assert service.http.get(service.url + "/healthz", timeout=WAIT_S).status_code == 200
        return time.perf_counter() - begun_s

    # Once a connection is a few exchanges old, its other side takes 40 ms to acknowledge; an answer takes one or two,
    # on a computer that does nothing else. On any, one of many does.
    for _ in range(5):
        seconds()
    assert any(seconds() < 0.03 for _ in range(100))


def test_a_certificate_and_key_that_do_not_fit_are_told(tmp_path: Path) -> None:
    authority = trustme.CA()
    one, other = authority.issue_cert("a.example"), authority.issue_cert("b.example")
    chain, key, wrong_key = tmp_path / "chain.pem", tmp_path / "key.pem", tmp_path / "wrong.pem"
    one.cert_chain_pems[0].write_to_path(chain)
    one.private_key_pem.write_to_path(key)
    other.private_key_pem.write_to_path(wrong_key)

    assert tls_of(chain, key).minimum_version >= ssl.TLSVersion.TLSv1_2
    for certificate, wrong in ((chain, wrong_key), (chain, None), (tmp_path / "none.pem", key), (key, key)):
        with pytest.raises(SettingsError, match="cannot be used"):
            tls_of(certificate, wrong)
