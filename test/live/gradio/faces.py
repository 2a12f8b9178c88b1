"""Components a person fills in with more than a word, on Gradio 3.50 to 6.x; each endpoint says what its function was given.

    python faces.py --port 7862

Prints one line `READY gradio=<version> url=<url>` once it answers requests.
"""

import inspect
import json
import os
import tempfile

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr  # noqa: E402
from serve_own import serve  # noqa: E402
import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

MAJOR = int(gr.__version__.split(".")[0])
HERE = tempfile.mkdtemp()
os.makedirs(os.path.join(HERE, "letters", "old"))
for name in ("readme.txt", "letters/one.txt", "letters/two.txt", "letters/old/three.txt"):
    with open(os.path.join(HERE, name), "w") as file:
        file.write(name)
PICTURE = os.path.join(HERE, "hills.png")
Image.new("RGB", (300, 200), (188, 215, 238)).save(PICTURE)


def said(value):
    return json.dumps(value, default=str)


def seen(picture):
    """Size of a picture, where something is painted on it, and its colour in the middle of that."""
    if picture is None:
        return None
    pixels = np.asarray(picture.convert("RGBA"))
    rows, columns = np.nonzero(pixels[..., 3])
    mask = {"size": picture.size, "painted": int(rows.size)}
    if rows.size:
        left, right, top, bottom = columns.min(), columns.max(), rows.min(), rows.max()
        middle = pixels[(top + bottom) // 2, (left + right) // 2]
        mask |= {"box": [int(left), int(top), int(right), int(bottom)], "colour": middle[:3].tolist()}
    return mask


def painted(value):
    if value is None:
        return said(None)
    if isinstance(value, Image.Image):
        return said({"picture": value.size, "dark": int((np.asarray(value.convert("L")) < 128).sum())})
    if "mask" in value:
        # Gradio 3 has whitened what was painted.
        mask = np.asarray(value["mask"].convert("L"))
        rows, columns = np.nonzero(mask > 128)
        box = [int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())] if rows.size else None
        return said({"background": {"size": value["image"].size}, "layers": [{"size": value["mask"].size, "box": box}]})
    return said({
        "background": seen(value["background"]),
        "layers": [seen(layer) for layer in value["layers"]],
        "composite": seen(value["composite"]),
    })


def takes(component, parameter):
    return parameter in inspect.signature(component.__init__).parameters


def endpoint(name, function, inputs, outputs):
    gr.Button(name).click(function, inputs=inputs, outputs=outputs, api_name=name)


def build():
    with gr.Blocks(title="Faces") as demo:
        answer = gr.Textbox(label="said")
        if MAJOR == 3:
            editor = gr.Image(tool="sketch", type="pil", label="picture", brush_radius=10)
            sheet = gr.Image(source="canvas", type="pil", label="sheet", brush_radius=10)
        elif hasattr(gr, "Brush"):
            brush = gr.Brush(default_size=10, colors=["#ff0000"], default_color="#ff0000", color_mode="fixed")
            editor = gr.ImageEditor(type="pil", label="picture", brush=brush)
            sheet = gr.Sketchpad(type="pil", label="sheet", brush=brush)
        if MAJOR == 3 or hasattr(gr, "Brush"):
            endpoint("painted", painted, [editor], answer)
            endpoint("drawn", painted, [sheet], answer)
        text = gr.HighlightedText(label="text", value=[("Ann lives in ", None), ("Rome", "place")], combine_adjacent=True, interactive=True)
        endpoint("marked", said, [text], answer)
        mixed = [("good", 0.5), (" in ", None), ("Rome", "place")]
        both = gr.HighlightedText(label="both", value=mixed, interactive=True)
        endpoint("mixed", said, [both], answer)
        endpoint("marks", lambda: mixed, None, gr.HighlightedText(label="marks", show_legend=True))
        root = "root_dir" if takes(gr.FileExplorer, "root_dir") else "root"
        files = gr.FileExplorer(label="files", **{root: HERE})
        endpoint("chosen", lambda value: said([os.path.relpath(one, HERE) for one in value or []]), [files], answer)
        single = gr.FileExplorer("**/*.txt", label="one file", file_count="single", **{root: HERE})
        endpoint("chosen_one", lambda value: said(value and os.path.relpath(value, HERE)), [single], answer)
        samples = gr.Dataset(label="samples", components=[gr.Textbox(visible=False), gr.Image(visible=False, type="pil")], samples=[["first", PICTURE], ["second", PICTURE]], type="index")
        endpoint("sampled", said, [samples], answer)
        endpoint("sample", lambda: 1, None, samples)
        pictures = gr.Gallery(label="pictures", **({"type": "filepath"} if takes(gr.Gallery, "type") else {}))
        endpoint("captioned", lambda value: said([caption for _, caption in value or []]), [pictures], answer)
        if hasattr(gr, "MultimodalTextbox"):
            endpoint("asked", lambda: {"text": "Look at this", "files": [PICTURE]}, None, gr.MultimodalTextbox(label="asked"))
        if hasattr(gr, "Dialogue"):
            talk = gr.Dialogue(label="talk", speakers=["Ann", "Bob"], tags=["(laughs)"], type="list", interactive=True)
            endpoint("spoken", said, [talk], answer)
            lines = [{"speaker": "Ann", "text": "How are you?"}, {"speaker": "Bob", "text": "Well, thank you."}]
            endpoint("speak", lambda: lines, None, gr.Dialogue(label="spoken", speakers=["Ann", "Bob"], color_map={"Ann": "#ffaa00"}))
    return demo


if __name__ == "__main__":
    serve(build(), [HERE])
