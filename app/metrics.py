"""What is counted, for `/metrics`: no label ever holds a number, a name or a word of a message."""

from prometheus_client import Counter, Gauge, Histogram

RECEIVED = Counter("konbit_messages_received_total", "Messages stored", ["channel"])
DOUBLED = Counter("konbit_messages_doubled_total", "Messages that had been stored before", ["channel"])
REFUSED = Counter("konbit_calls_refused_total", "Gateway calls that were refused", ["channel", "why"])
UNDERSTOOD = Counter("konbit_messages_understood_total", "Messages that had their effect")
SET_ASIDE = Counter("konbit_messages_set_aside_total", "Messages that wait for a person")
MATCHED = Counter("konbit_needs_matched_total", "Looks at an open need")
SENT = Counter("konbit_texts_sent_total", "Tries to send a text, by what became of them", ["state"])
TASK_FAILURES = Counter(
    "konbit_task_failures_total", "Background tasks that failed and began again", ["task"]
)
QUEUE = Gauge("konbit_queue_messages", "Messages that wait to be read")
QUEUE_AGE_S = Gauge("konbit_queue_age_seconds", "Age of the oldest message that waits to be read")
UNDERSTAND_S = Histogram("konbit_understand_seconds", "Time to give one message its effect")
