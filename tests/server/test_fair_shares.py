"""Many requests of one user, and requests whose sender has left: neither keeps others waiting."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.eventually import eventually
from tests.server.serving import BLUE, QUICK, WAIT_S, Running, Waiting, body_of, serving


def request_bytes(service: Running, token: str) -> bytes:
    body = body_of()
    lines = (
        f"POST {service.path} HTTP/1.1",
        "Host: a",
        f"X-Auth-Token: {token}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + body


def open_requests(service: Running) -> int:
    """How many requests are in progress, but for the one that asks."""
    page = service.http.get(service.url + "/metrics", timeout=WAIT_S).text
    (line,) = (line for line in page.splitlines() if line.startswith("permit_requests_in_progress "))
    return int(float(line.split()[1])) - 1


def given_up(service: Running) -> int:
    return sum(line.get("status") == 499 for line in service.log_lines())


def test_a_user_who_fills_all_places_makes_room_for_another(tmp_path: Path) -> None:
    waiting = Waiting()
    with serving(tmp_path, [waiting], places=3) as service, ThreadPoolExecutor(4) as pool:
        other = service.users.add("counter-2", QUICK).user
        greedy = [pool.submit(service.recognise) for _ in range(3)]
        assert waiting.entered.acquire(timeout=WAIT_S)
        eventually(lambda: open_requests(service) == 3)
        path = f"/v2/{other.project_id}/ocr/exit-entry-permit"
        polite = pool.submit(service.signed, "POST", path, body_of(BLUE), ak=other.ak, sk=other.sk)
        eventually(lambda: any(future.done() for future in greedy))
        waiting.go_on.set()
        answer = polite.result(WAIT_S)
        statuses = sorted(future.result(WAIT_S).status_code for future in greedy)

    assert (answer.status_code, answer.json()["result"]["side"]) == (200, "back")
    assert statuses == [200, 200, 429]


def test_a_request_whose_sender_left_while_it_waited_is_not_read_and_frees_its_place(tmp_path: Path) -> None:
    waiting = Waiting()
    with serving(tmp_path, [waiting], places=2) as service, ThreadPoolExecutor(2) as pool:
        token = service.token()
        first = pool.submit(service.recognise)
        assert waiting.entered.acquire(timeout=WAIT_S)
        address = ("127.0.0.1", int(service.url.rpartition(":")[2]))
        with socket.create_connection(address, WAIT_S) as leaving:
            leaving.sendall(request_bytes(service, token))
            eventually(lambda: open_requests(service) == 2)
            assert service.recognise().status_code == 429
        eventually(lambda: given_up(service) == 1)
        second = pool.submit(service.recognise)
        eventually(lambda: open_requests(service) == 2)
        waiting.go_on.set()
        assert [future.result(WAIT_S).status_code for future in (first, second)] == [200, 200]
        assert waiting.entered.acquire(timeout=WAIT_S)
        assert not waiting.entered.acquire(blocking=False), "what nobody waits for any more was read"


def test_a_request_whose_sender_left_while_it_was_read_is_noted_and_its_reader_reads_on(tmp_path: Path) -> None:
    waiting = Waiting()
    with serving(tmp_path, [waiting]) as service:
        token = service.token()
        with socket.create_connection(("127.0.0.1", int(service.url.rpartition(":")[2])), WAIT_S) as leaving:
            leaving.sendall(request_bytes(service, token))
            assert waiting.entered.acquire(timeout=WAIT_S)
        eventually(lambda: given_up(service) == 1)
        waiting.go_on.set()
        assert service.recognise().status_code == 200

    lines = [json.dumps(line) for line in service.log_lines()]
    assert not any("fault" in line for line in lines)
