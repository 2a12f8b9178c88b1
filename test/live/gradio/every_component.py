"""Every component of the installed Gradio, once as an input and once as an output, with Gradio's own example values.

`/in_<name>` answers what the function was given, as text; `/out_<name>` answers the component's example value.
Prints `READY gradio=<version> url=<address>` once it answers, and before that one line `COMPONENTS <json>`.
"""
import inspect
import json
import os
import tempfile

import gradio as gr
from serve_own import serve
from gradio.components.base import Component, FormComponent  # noqa: F401

# Not values: they hold others, start something or sit in the page's frame.
NOT_VALUES = {"Component", "FormComponent", "StreamingInput", "StreamingOutput", "Dataset", "State", "Timer", "BrowserState", "Form", "NativePlot"}


def component_classes():
    seen = {}
    for module in (gr.components,):
        for name, value in inspect.getmembers(module, inspect.isclass):
            if issubclass(value, Component) and value.__name__ not in NOT_VALUES and not inspect.isabstract(value):
                seen[value.__name__] = value
    return dict(sorted(seen.items()))


def made(cls, **props):
    """The component, with what it cannot do without."""
    needs = {
        "Dropdown": {"choices": ["red", "green", "blue"]},
        "Radio": {"choices": ["red", "green", "blue"]},
        "CheckboxGroup": {"choices": ["red", "green", "blue"]},
        "FileExplorer": {"root_dir": os.path.dirname(os.path.abspath(__file__))},
        "LinePlot": {"x": "x", "y": "y"},
        "BarPlot": {"x": "x", "y": "y"},
        "ScatterPlot": {"x": "x", "y": "y"},
        "NativePlot": {"x": "x", "y": "y"},
        "LoginButton": None,
        "LogoutButton": None,
        "Navbar": None,
        "DeepLinkButton": None,
    }.get(cls.__name__, {})
    if needs is None:
        return None
    try:
        return cls(label=cls.__name__, **needs, **props)
    except TypeError:
        return cls(**needs, **props)


def example_of(component):
    name = type(component).__name__
    if own_example(name) is not None:
        return own_example(name)
    if name == "Plot":
        return figure()
    if name in ("LinePlot", "NativePlot", "BarPlot", "ScatterPlot"):
        import pandas

        return pandas.DataFrame({"x": [1, 2, 3], "y": [4, 1, 9]})
    if name in ("Dropdown", "Radio"):
        return "green"
    if name == "CheckboxGroup":
        return ["red", "blue"]
    return component.example_value()


def files():
    """Small files of each kind, made here: Gradio's own examples lie on the web."""
    import math
    import struct
    import wave

    from PIL import Image

    directory = tempfile.mkdtemp()
    at = lambda name: os.path.join(directory, name)
    for name, colour in (("blue.png", (40, 90, 200)), ("green.png", (40, 160, 90))):
        Image.new("RGB", (64, 48), colour).save(at(name))
    with wave.open(at("tone.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", int(8000 * math.sin(i / 3))) for i in range(4000)))
    with open(at("notes.txt"), "w") as text:
        text.write("A short note.\n")
    with open(at("cube.obj"), "w") as model:
        model.write("v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n")
    with open(at("clip.mp4"), "wb") as clip:
        clip.write(bytes.fromhex("0000001c66747970697036d0000002006973366d00000000") + b"\0" * 64)
    return at


FILE = files()


def figure():
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    drawn = pyplot.figure(figsize=(2, 1.5))
    drawn.gca().plot([1, 2, 3], [2, 1, 3])
    return drawn


def own_example(name):
    """An example that needs no web, where Gradio's own does; `None` elsewhere."""
    blue, green = FILE("blue.png"), FILE("green.png")
    return {
        "AnnotatedImage": (blue, [((4, 4, 30, 30), "box")]),
        "Audio": FILE("tone.wav"),
        "DownloadButton": FILE("notes.txt"),
        "File": FILE("notes.txt"),
        "Gallery": [(blue, "A blue one"), (green, "A green one")],
        "Image": blue,
        "ImageEditor": {"background": blue, "layers": [], "composite": blue},
        "ImageSlider": (blue, green),
        "Model3D": FILE("cube.obj"),
        "MultimodalTextbox": {"text": "Look at this", "files": [blue]},
        "UploadButton": FILE("notes.txt"),
        "Video": FILE("clip.mp4"),
    }.get(name)


def answering(value):
    return lambda: value


def said(value):
    return json.dumps(value, default=str)[:2000]


def build():
    covered = {}
    with gr.Blocks(title="Every component") as demo:
        for name, cls in component_classes().items():
            key = name.lower()
            entry = {"input": False, "output": False, "why": None}
            covered[name] = entry
            try:
                component = made(cls)
                if component is None:
                    entry["why"] = "it is no value"
                    continue
                answer = gr.Textbox(label="said")
                button = gr.Button()
                button.click(said, inputs=component, outputs=answer, api_name=f"in_{key}")
                entry["input"] = True
            except Exception as error:  # A component that cannot be an input is counted, not hidden.
                entry["why"] = f"input: {error}"
            try:
                shown = made(cls)
                value = example_of(shown)
                gr.Button().click(answering(value), inputs=None, outputs=shown, api_name=f"out_{key}")
                entry["output"] = True
            except Exception as error:
                entry["why"] = f"{entry['why'] or ''} output: {error}".strip()
    return demo, covered


if __name__ == "__main__":
    demo, covered = build()
    print("COMPONENTS " + json.dumps(covered), flush=True)
    serve(demo, [tempfile.gettempdir()])
