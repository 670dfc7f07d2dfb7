"""What is counted, for `/metrics`: no label ever holds a number, a name or a word of a message.

Web and worker are processes of their own, so each shows its own counts and none that would always be zero.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

WEB = CollectorRegistry()
WORKER = CollectorRegistry()

RECEIVED = Counter("konbit_messages_received_total", "Messages stored", ["channel"], registry=WEB)
DOUBLED = Counter(
    "konbit_messages_doubled_total", "Messages that had been stored before", ["channel"], registry=WEB
)
REFUSED = Counter(
    "konbit_calls_refused_total", "Gateway calls that were refused", ["channel", "why"], registry=WEB
)
QUEUE = Gauge("konbit_queue_messages", "Messages that wait to be read", registry=WEB)
QUEUE_AGE_S = Gauge(
    "konbit_queue_age_seconds", "Age of the oldest message that waits to be read", registry=WEB
)

UNDERSTOOD = Counter("konbit_messages_understood_total", "Messages that had their effect", registry=WORKER)
SET_ASIDE = Counter("konbit_messages_set_aside_total", "Messages that wait for a person", registry=WORKER)
MATCHED = Counter("konbit_needs_matched_total", "Looks at an open need", registry=WORKER)
SENT = Counter(
    "konbit_texts_sent_total", "Tries to send a text, by what became of them", ["state"], registry=WORKER
)
TASK_FAILURES = Counter(
    "konbit_task_failures_total", "Background tasks that failed and began again", ["task"], registry=WORKER
)
LOOKED_UP = Counter(
    "konbit_places_looked_up_total",
    "Place words looked up with a geocoder on the network, or in what it said before",
    ["service", "outcome"],
    registry=WORKER,
)
UNDERSTAND_S = Histogram("konbit_understand_seconds", "Time to give one message its effect", registry=WORKER)


def serve_worker_counts(host: str, port: int) -> int:
    """Show the worker's counts on a port of its own; returns the port, chosen by the system for 0."""
    server, _thread = start_http_server(port, addr=host, registry=WORKER)
    return int(server.server_port)
