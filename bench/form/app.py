"""The form of the benchmark as a Gradio app: 20 fields at /20 and three times as many at /60.

`--port 7860` serves both and prints `READY gradio=<version> url=<address>`.
`--write <directory>` writes what each answers about itself (`config`, `info`) to form-20.json and form-60.json, the long list of choices
cut to three: the benchmark makes the others itself.
"""
import argparse
import json
import urllib.request

import gradio as gr
import uvicorn
from fastapi import FastAPI

KINDS = 20
MANY = 10_000


def fields(count, many):
    """`count` fields: all kinds of them in turn."""
    return [field(index, many) for index in range(count)]


def field(index, many):
    turn, kind = divmod(index, KINDS)
    end = f" {turn + 1}" if turn else ""
    few = ["Calm", "Breeze", "Gale", "Storm"]
    return [
        lambda: gr.Textbox(label=f"Title{end}", placeholder="A short title", info="As it stands on the list."),
        lambda: gr.Textbox(label=f"Description{end}", lines=4),
        lambda: gr.Textbox(label=f"Key{end}", type="password"),
        lambda: gr.Number(label=f"Width{end}"),
        lambda: gr.Number(label=f"Count{end}", precision=0, minimum=0, maximum=100, step=1),
        lambda: gr.Slider(0, 100, step=1, label=f"Strength{end}"),
        lambda: gr.Slider(0, 2, step=0.01, label=f"Warmth{end}", info="Higher is bolder."),
        lambda: gr.Checkbox(label=f"Public{end}"),
        lambda: gr.CheckboxGroup(few, label=f"Winds{end}"),
        lambda: gr.Radio(few, label=f"Wind{end}"),
        lambda: gr.Dropdown(few, value=None, label=f"Weather{end}"),
        lambda: gr.Dropdown(few, multiselect=True, label=f"Warnings{end}"),
        lambda: gr.Dropdown([f"Port {number:05}" for number in range(many)], value=None, label=f"Port{end}"),
        lambda: gr.ColorPicker(label=f"Colour{end}"),
        lambda: gr.DateTime(label=f"Departure{end}"),
        lambda: gr.Code(label=f"Code{end}", language="python"),
        lambda: gr.File(label=f"Papers{end}"),
        lambda: gr.Image(label=f"Picture{end}"),
        lambda: gr.Audio(label=f"Sound{end}"),
        lambda: gr.Dataframe(label=f"Cargo{end}", headers=["Good", "Tonnes"]),
    ][kind]()


def page(count, many):
    with gr.Blocks(title=f"A form of {count} fields", analytics_enabled=False) as blocks:
        inputs = fields(count, many)
        answer = gr.Textbox(label="Answer")
        gr.Button("Run").click(lambda *values: str(len(values)), inputs, answer, api_name="form")
    return blocks


def serve(port, many):
    app = FastAPI()
    for count in (20, 60):
        app = gr.mount_gradio_app(app, page(count, many), path=f"/{count}", ssr_mode=False)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error")
    return uvicorn.Server(config)


def read(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def write(directory, port):
    import threading
    import time

    server = serve(port, 3)
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.1)
    for count in (20, 60):
        url = f"http://127.0.0.1:{port}/{count}"
        both = {"config": read(f"{url}/config"), "info": read(f"{url}/gradio_api/info")}
        with open(f"{directory}/form-{count}.json", "w") as file:
            json.dump(both, file, separators=(",", ":"))
    server.should_exit = True


arguments = argparse.ArgumentParser()
arguments.add_argument("--port", type=int, default=7860)
arguments.add_argument("--write")
given = arguments.parse_args()
if given.write:
    write(given.write, given.port)
else:
    server = serve(given.port, MANY)
    print(f"READY gradio={gr.__version__} url=http://127.0.0.1:{given.port}", flush=True)
    server.run()
