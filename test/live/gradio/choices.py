"""Lists and limits that other functions of the app fill: its load, a field's change, another endpoint. On every Gradio.

    python choices.py --port 7863

Prints one line `READY gradio=<version> url=<url>` once it answers requests.
"""

import os
import time

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr  # noqa: E402
from serve_own import serve  # noqa: E402

MAJOR = int(gr.__version__.split(".")[0])
HIDDEN = {"api_visibility": "private"} if MAJOR >= 6 else {"api_name": False}
CITIES = {"France": ["Paris", "Lyon"], "Japan": ["Tokyo", "Osaka"]}
LOADS = [0]


def load_models():
    LOADS[0] += 1
    return gr.update(choices=["alpha", "beta"], value="beta")


def load_versions():
    return gr.update(choices=["v1", "v2"])


def fill(prefix):
    return gr.update(choices=[f"{prefix}-1", f"{prefix}-2"], value=f"{prefix}-1")


def cities_of(country):
    cities = CITIES.get(country, [])
    return gr.update(choices=cities, value=cities[0] if cities else None)


def count_slowly(mode):
    for step in range(200):
        time.sleep(0.05)
        yield f"{mode} {step}"


def build():
    with gr.Blocks(title="Choices") as demo:
        result = gr.Textbox(label="Result")

        def button(name, fn, inputs, outputs=result):
            return gr.Button(name).click(fn, inputs, outputs, api_name=name)

        model = gr.Dropdown(choices=[], label="Model")
        version = gr.Radio(choices=[], label="Version")
        # The second follows the first, as on a page that asks for one list with the other in hand.
        demo.load(load_models, None, model, **HIDDEN).then(load_versions, None, version, **HIDDEN)
        button("use", lambda *chosen: f"used {chosen}", [model, version])
        button("loads", lambda: str(LOADS[0]), None)

        prefix = gr.Textbox(label="Prefix", value="a")
        made = gr.Dropdown(choices=[], label="Made")
        button("fill", fill, prefix, made)
        button("take", lambda taken: f"took {taken}", made)

        country = gr.Dropdown(choices=list(CITIES), value="France", label="Country")
        city = gr.Dropdown(choices=CITIES["France"], value="Paris", label="City")
        country.change(cities_of, country, city, **HIDDEN)
        button("travel", lambda *chosen: "{1} in {0}".format(*chosen), [country, city])

        length = gr.Number(label="Length", value=500)
        frame = gr.Slider(0, 10, value=0, step=1, label="Frame")
        button("open_video", lambda frames: gr.update(maximum=frames), length, frame)
        button("show_frame", lambda number: f"frame {int(number)}", frame)

        mode = gr.Radio(["fast", "slow"], value="fast", label="Mode")
        button("set_modes", lambda: gr.update(choices=["fast", "slow", "slower"]), None, mode)
        button("count", count_slowly, mode)

        seed = gr.Slider(0, 100, value=1, step=1, label="Seed")
        text = gr.Textbox(label="Text")
        button("write", lambda words, number: (words, (number + 1) % 100), [text, seed], [result, seed])
    return demo


if __name__ == "__main__":
    serve(build())
