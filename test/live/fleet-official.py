"""gradio_client, unchanged, through a fleet: prints each run's end and its values as a line of JSON."""

import json
import sys

from gradio_client import Client

address, runs, words, delay = sys.argv[1:]
for _ in range(int(runs)):
    values = []
    try:
        # A client that lost its stream is of no use any more.
        job = Client(address, verbose=False).submit(int(words), float(delay), api_name="/stream_text")
        job.result(timeout=90)
        values = job.outputs()
        end = "complete"
    except BaseException as error:
        end = f"error: {type(error).__name__} {error}"[:120]
    print(json.dumps({"end": end, "values": values}), flush=True)
