"""gradio_client, unchanged, through a relay: runs what the live test asks for and prints it as one line of JSON."""

import json
import sys
import time

from gradio_client import Client

client = Client(sys.argv[1], verbose=False)
seen = {}
seen["progress"] = client.submit(3, 0.05, api_name="/progress").result(timeout=30)
job = client.submit(6, 0.05, api_name="/stream_text")
seen["stream_text"] = job.result(timeout=30)
seen["values"] = job.outputs()
seen["float"] = client.predict(
    "t", 3, 0.5, True, ["a"], "one", "red", ["x"], {"k": [1.0]}, api_name="/many_inputs"
)["data"]["k"]
try:
    client.predict("no good", api_name="/fail")
except Exception as error:
    seen["fail"] = f"{type(error).__name__}: {error}"
job = client.submit(15, api_name="/slow")
time.sleep(1)
job.cancel()
try:
    seen["cancelled"] = job.result(timeout=10)
except BaseException as error:
    seen["cancelled"] = f"{type(error).__name__}: {error}"
seen["stateful"] = [client.predict(text, api_name="/stateful") for text in "abc"]
print(json.dumps(seen))
