"""The four hops: receive, understand, match, send. Each is one transaction and may run twice.

    1 receive     `app.messaging.receive.receive_message`, inside the gateway's call (`app.api.inbound`)
    2 understand  `app.pipeline.understand`
    3 match       `app.pipeline.match`
    4 send        `app.pipeline.send`

The worker (`app.worker`) runs hops 2 to 4 for every incident that has work. A reply re-enters at hop 1.
"""
