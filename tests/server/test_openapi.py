"""The description: true to the service, complete, and tried out by a tool that was made to break services."""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from permit_desktop.api import request
from permit_desktop.api.contract_codes import CONTRACT_CODES
from permit_desktop.server import openapi
from permit_desktop.server.fetching import Fetcher, Streams
from tests.api.test_wire import BACK, FRONT
from tests.server.serving import BLUE, WAIT_S, WHITE, Running, body_of, serving
from tests.server.test_fetching import PUBLIC

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    jsonschema_rs = importlib.import_module("jsonschema_rs")  # which schemathesis brings
    schemathesis = importlib.import_module("schemathesis")
    schemathesis_checks = importlib.import_module("schemathesis.checks")
    schemathesis_specs = importlib.import_module("schemathesis.specs.openapi.checks")

OPERATIONS = [
    ("/v2/{project_id}/ocr/exit-entry-permit", "POST"),
    ("/v3/auth/tokens", "POST"),
    ("/v3/projects", "GET"),
    ("/healthz", "GET"),
    ("/readyz", "GET"),
    ("/metrics", "GET"),
    ("/openapi.json", "GET"),
    ("/docs", "GET"),
]

URLS = st.from_regex(r"https://[a-z.]{1,9}[!-~]*", fullmatch=True)


@pytest.fixture(scope="module")
def fetching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A service that fetches pictures, from an internet where no host answers."""

    async def resolve(*_: str) -> Sequence[str]:
        return [PUBLIC]

    async def connect(_address: str, _host: str) -> Streams:
        raise ConnectionRefusedError

    with serving(tmp_path_factory.mktemp("fetching"), fetch=Fetcher(resolve, connect).fetch) as running:
        yield running


def try_out(service: Running, path: str, method: str, examples: int, *, with_url: bool = False) -> None:
    """Sends what the description allows and what it does not, and compares what comes back with it."""
    schema = schemathesis.openapi.from_dict(openapi.description(with_url=with_url))
    token = service.token()
    project_id = service.one.user.project_id

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(st.data())
    def send(data: st.DataObject) -> None:
        operation = schema[path][method]
        case = data.draw(operation.as_strategy())
        if "project_id" in case.path_parameters and data.draw(st.integers(0, 3)):
            case.path_parameters["project_id"] = project_id
        if with_url and isinstance(case.body, dict) and data.draw(st.booleans()):
            case.body = {"url": data.draw(URLS)}
        headers = {"X-Auth-Token": token} if data.draw(st.integers(0, 5)) else {}
        response = case.call(base_url=service.url, headers=headers, session=service.http, timeout=WAIT_S)
        assert response.status_code < 500
        if response.status_code != 404:  # the empty project ID makes another path
            case.validate_response(
                response,
                checks=[
                    schemathesis_checks.not_a_server_error,
                    schemathesis_specs.status_code_conformance,
                    schemathesis_specs.content_type_conformance,
                    schemathesis_specs.response_schema_conformance,
                ],
            )

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        send()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_that_is_tried_breaks_the_service(service: Running, path: str, method: str) -> None:
    # A sign-in costs a password hash each, on purpose.
    try_out(service, path, method, 40 if path.startswith("/v2") else 10)


def test_nothing_that_is_tried_breaks_a_service_that_fetches(fetching: Running) -> None:
    try_out(fetching, *OPERATIONS[0], 40, with_url=True)


@pytest.mark.campaign
@pytest.mark.timeout(1800)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_that_is_tried_for_long_breaks_the_service(service: Running, path: str, method: str) -> None:
    try_out(service, path, method, 300 if path.endswith("/tokens") else 2000)


def test_the_description_is_served_as_it_is(service: Running) -> None:
    served = service.http.get(service.url + "/openapi.json", timeout=WAIT_S)

    assert served.json() == openapi.description(with_url=False)
    assert {(path, method.upper()) for path, methods in served.json()["paths"].items() for method in methods} == set(
        OPERATIONS
    )


@pytest.mark.parametrize("image", [WHITE, BLUE], ids=["front", "back"])
def test_real_answers_fit_the_description(service: Running, image: bytes) -> None:
    answer = service.recognise(body_of(image, return_portrait_image=True, return_portrait_location=True))
    schema = openapi.description(with_url=False)["components"]["schemas"]["Result"]

    jsonschema_rs.validate(schema, answer.json()["result"])
    assert answer.json()["result"]["type"] == "往来港澳通行证", "never translated"


@pytest.mark.parametrize("example", [FRONT, BACK], ids=["front", "back"])
def test_the_documented_examples_fit_the_description_as_they_stand(example: dict[str, Any]) -> None:
    schema = openapi.description(with_url=False)["components"]["schemas"]["Result"]

    jsonschema_rs.validate(schema, example)


class Links(HTMLParser):
    """Notes every attribute by which a page gets something from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []
        self.tags: set[str] = set()
        self.ids: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [(name, value) for name, value in attrs if name in ("src", "href", "action", "srcset")]
        self.ids += [value for name, value in attrs if name == "id"]


def test_the_page_for_people_needs_nothing_from_elsewhere(service: Running) -> None:
    page = service.http.get(service.url + "/docs", timeout=WAIT_S)
    links = Links()
    links.feed(page.text)

    assert page.headers["Content-Type"].startswith("text/html")
    assert links.found[0] == ("href", "openapi.json")
    inner = {link.removeprefix("#") for _, link in links.found[1:] if link is not None}
    assert links.found[1:] == [("href", f"#{name}") for name in links.ids]  # every part of the page, in its order
    assert len(inner) == len(OPERATIONS) + 2
    assert "script" not in links.tags
    assert not re.search(r"@import|url\(|https?://", page.text)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for path, method in OPERATIONS:
        assert f"{method} {path}" in page.text
    for _, code in sent_codes():
        assert code in page.text


def sent_codes() -> set[tuple[str, str]]:
    """The codes that stand in the service's source, and those that its pictures lead to, with their files."""
    sources = [*Path(openapi.__file__).parent.glob("*.py"), Path(request.__file__)]
    found = {
        (source.name, code)
        for source in sources
        if source.name != "openapi.py"
        for code in re.findall(r"(?:AIS|APIG|ModelArts)\.\d{4}", source.read_text("utf-8"))
    }
    return found | {("contract_codes.py", code) for code in CONTRACT_CODES.values()}


def test_every_code_that_the_service_sends_is_described() -> None:
    failure = openapi.description(with_url=False)["components"]["schemas"]["Failure"]
    described = [told["code"] for told in failure["properties"]["error_code"]["x-codes"]]

    assert set(described) == {code for _, code in sent_codes()}
    assert len(described) == len(set(described))
