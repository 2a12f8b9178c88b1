"""Values of every kind there and back: numbers of 64 bits, files in every form, functions with odd names."""

import hashlib
import os

import gradio as gr
from serve_own import serve

MAJOR = int(gr.__version__.split(".")[0])
BIG = 9007199254740993
NAMES = ["a/b", "a b", "größe", "100%", "a%2Fb", "🦊", "deep/er/", "a?b#c", "a+b&c=d", "日本語"]


def described(path):
    if path is None:
        return None
    with open(path, "rb") as file:
        return f"{os.path.basename(path)} {hashlib.sha256(file.read()).hexdigest()}"


def one(path):
    return described(path), path


def many(paths):
    return [described(path) for path in paths or []]


def gallery(items):
    return [[described(path), caption] for path, caption in items or []]


def numbers(whole, loose, value, table):
    return whole, loose, {"whole": str(whole), "value": value, "odd": [BIG, -BIG, 2**64 - 1, 0.1 + 0.2, float("nan"), float("inf")]}, table


def seeds():
    for step in range(3):
        yield BIG + step


with gr.Blocks() as demo:
    whole = gr.Number(label="whole", precision=0, value=BIG)
    loose = gr.Number(label="loose", value=0.5)
    value = gr.JSON(label="value")
    table = gr.Dataframe(label="table", headers=["seed"], datatype=["number"], type="array")
    file = gr.File(label="file", type="filepath")
    files = gr.File(label="files", file_count="multiple", type="filepath")
    pictures = gr.Gallery(label="pictures", type="filepath")
    picture = gr.Image(label="picture", type="filepath")
    text = gr.Textbox(label="text")
    result = gr.JSON(label="result")

    def endpoint(name, fn, inputs, outputs):
        gr.Button(name).click(fn, inputs, outputs, api_name=name)

    endpoint("numbers", numbers, [whole, loose, value, table], [whole, loose, value, table])
    endpoint("seeds", seeds, None, whole)
    endpoint("one", one, file, [text, file])
    endpoint("many", many, files, result)
    endpoint("picture", one, picture, [text, picture])
    endpoint("gallery", gallery, pictures, result)
    if MAJOR >= 5:
        message = gr.MultimodalTextbox(label="message", file_count="multiple")
        endpoint("message", lambda sent: [sent["text"], many(sent["files"])], message, result)
    for name in NAMES:
        endpoint(name, lambda given, name=name: f"{name}: {given}", text, text)

serve(demo)
