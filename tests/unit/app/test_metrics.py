import httpx
from prometheus_client import CollectorRegistry, generate_latest

from app.metrics import UNDERSTOOD, WEB, WORKER, serve_worker_counts


def names(registry: CollectorRegistry) -> set[str]:
    return {metric.name for metric in registry.collect()}


def test_no_process_shows_a_count_that_another_process_keeps():
    assert names(WEB).isdisjoint(names(WORKER))
    assert {"konbit_messages_received", "konbit_queue_age_seconds"} <= names(WEB)
    assert {"konbit_messages_set_aside", "konbit_task_failures"} <= names(WORKER)


def test_everything_counted_bears_our_name_and_says_what_it_is():
    for metric in (*WEB.collect(), *WORKER.collect()):
        assert metric.name.startswith("konbit_")
        assert metric.documentation


def test_a_worker_shows_its_own_counts():
    UNDERSTOOD.inc()
    port = serve_worker_counts("127.0.0.1", 0)
    shown = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert "konbit_messages_understood_total" in shown
    assert "konbit_messages_received_total" not in shown
    assert "konbit_messages_received_total" in generate_latest(WEB).decode()
