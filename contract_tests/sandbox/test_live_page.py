"""Does a person who opens the sandbox see its tasks come and go, and can they be driven from there?"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from contract_tests.browser import window
from contract_tests.sandbox.conftest import START, root_of
from scripts.document import load
from scripts.sandbox import TOKEN, create_app, serving
from scripts.sandbox.clock import Clock
from scripts.sandbox.simulation import Simulation


@pytest.fixture(scope="module")
def driver() -> Iterator[Chrome]:
    with window() as opened:
        yield opened.driver


@pytest.fixture
def live() -> Iterator[str]:
    """The root of a sandbox in which nothing runs by itself yet, at a moment that stands."""
    with serving(create_app(simulation=Simulation(Clock(START, frozen=True), seed=7), control=True)) as url:
        yield root_of(url)


def until(driver: Chrome, holds: str) -> None:
    WebDriverWait(driver, 8, 0.05).until(lambda _: driver.execute_script(f"return {holds}"))


def opened(driver: Chrome, root: str) -> None:
    driver.get(f"{root}/")
    until(driver, "!document.querySelector('.driven').hidden")


def add(root: str, **task: object) -> str:
    return str(httpx.post(f"{root}/_sandbox/tasks", json=task).raise_for_status().json()["key"])


def row(key: str) -> str:
    return f"document.querySelector('#tasks tbody tr:has([aria-label=\"End {key}\"])')"


def test_task_ages_in_its_row_until_it_ends(driver: Chrome, live: str) -> None:
    key = add(live, age=60, duration=120)
    opened(driver, live)
    until(driver, f"{row(key)}?.innerText.includes('01:00') && {row(key)}.innerText.includes('50 %')")
    httpx.patch(f"{live}/_sandbox/clock", json={"forward": 30})
    until(driver, f"{row(key)}?.innerText.includes('01:30') && {row(key)}.innerText.includes('75 %')")
    httpx.patch(f"{live}/_sandbox/clock", json={"frozen": False})
    until(driver, f"{row(key)}?.innerText.includes('01:3') && !{row(key)}.innerText.includes('01:30')")
    httpx.patch(f"{live}/_sandbox/clock", json={"forward": 60})
    until(driver, f"!{row(key)}")


def test_account_tells_how_many_tasks_it_holds(driver: Chrome, live: str) -> None:
    for _ in range(3):
        add(live, fields={"email": "jane@example.com"})
    opened(driver, live)
    until(driver, f"{row('added-2')}?.innerText.includes('jane@example.com holds 3')")


def test_buttons_add_end_clear_freeze_and_hurry(driver: Chrome, live: str) -> None:
    opened(driver, live)
    driver.find_element(By.CSS_SELECTOR, "#add [type=submit]").click()
    until(driver, row("added-1"))
    driver.find_element(By.CSS_SELECTOR, "[aria-label='End added-1']").click()
    until(driver, f"!{row('added-1')}")
    add(live)
    until(driver, row("added-2"))
    driver.find_element(By.ID, "clear").click()
    until(driver, "document.querySelectorAll('#tasks tbody tr').length === 0")
    assert httpx.get(f"{live}/_sandbox/tasks").json() == []
    driver.find_element(By.ID, "fast").click()
    driver.find_element(By.ID, "freeze").click()
    until(driver, "document.getElementById('pace').textContent.endsWith('60')")
    clock = httpx.get(f"{live}/_sandbox/clock").json()
    assert (clock["speed"], clock["frozen"]) == (60, False)


def test_menu_of_faults_breaks_every_answer_and_the_list_of_requests_says_so(
    driver: Chrome, live: str, path: str
) -> None:
    opened(driver, live)
    httpx.get(live + path)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert httpx.get(live + path, headers=headers).status_code == 200
    Select(driver.find_element(By.ID, "fault")).select_by_value("html-502")
    until(driver, "document.getElementById('spoiled').textContent === 'Every answer: html-502'")
    assert httpx.get(live + path, headers=headers).status_code == 502
    until(driver, "document.querySelectorAll('#requests tbody tr').length === 3")
    newest, good, refused = (one.text for one in driver.find_elements(By.CSS_SELECTOR, "#requests tbody tr"))
    assert f"GET {path}" in good
    assert "200" in good
    assert "The tasks that are running now" in good
    assert "No token that is accepted was sent." in refused
    assert "Not documented: the document has no 502 here" in newest


def test_keyboard_goes_on_from_the_next_row(driver: Chrome, live: str) -> None:
    for _ in range(2):
        add(live)
    opened(driver, live)
    until(driver, row("added-2"))
    driver.execute_script("document.querySelector('[aria-label=\"End added-1\"]').focus()")
    driver.switch_to.active_element.send_keys("\n")
    until(driver, f"!{row('added-1')} && document.activeElement.getAttribute('aria-label') === 'End added-2'")


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_page_is_no_wider_than_the_window(width: int, driver: Chrome, live: str) -> None:
    add(live, fields={"email": f"{'long' * 12}@example.com"})
    httpx.get(f"{live}/{'far' * 60}")
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    opened(driver, live)
    until(driver, row("added-1"))
    assert driver.execute_script("return document.documentElement.scrollWidth") <= width
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_browser_finds_nothing_that_its_policy_forbids(driver: Chrome, live: str) -> None:
    # What the sandboxes of other tests left unanswered, as they ended, is none of this one's.
    driver.get("about:blank")
    driver.get_log("browser")  # type: ignore[no-untyped-call]
    opened(driver, live)
    assert [line["message"] for line in driver.get_log("browser")] == []  # type: ignore[no-untyped-call]


def test_list_is_there_without_scripts(live: str, path: str) -> None:
    add(live, age=60, duration=120)
    httpx.get(live + path)
    page = httpx.get(f"{live}/").text
    assert all(part in page for part in ("added-1", "01:00", "50 %", "No token that is accepted was sent."))


def test_list_is_left_alone_without_the_control_interface(path: str) -> None:
    with serving(create_app(simulation=Simulation(Clock(START, frozen=True), seed=7))) as url:
        page = httpx.get(f"{root_of(url)}/")
    assert "<script" not in page.text
    assert "<button" not in page.text
    assert "Running tasks" in page.text


def test_document_without_tasks_shows_its_operations() -> None:
    document = load()
    for response in (item := document["paths"])[next(iter(item))]["get"]["responses"]:
        item[next(iter(item))]["get"]["responses"][response] = {"description": "Nothing."}
    with serving(create_app(document, simulation=Simulation(Clock()), control=True)) as url:
        page = httpx.get(f"{root_of(url)}/").text
    assert "No operation of this document lists running tasks" in page
    assert next(iter(item)) in page


def test_what_somebody_sent_is_text_on_the_page(driver: Chrome, live: str) -> None:
    add(live, fields={"email": "a@example.com", "replyRef": "<img src=x>"})
    httpx.get(f"{live}/<script>alert(1)</script>")
    assert "<script>alert(1)" not in httpx.get(f"{live}/").text
    opened(driver, live)
    until(driver, "document.querySelectorAll('#requests tbody tr').length === 1")
    assert driver.find_elements(By.CSS_SELECTOR, "main script, main img") == []


def test_page_tells_no_other_site_anything(live: str) -> None:
    answer = httpx.get(f"{live}/", headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, "access-control-allow-origin" in answer.headers) == (403, False)
    assert "frame-ancestors 'none'" in httpx.get(f"{live}/").headers["content-security-policy"]
