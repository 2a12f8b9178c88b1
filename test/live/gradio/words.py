"""Functions that fail in each way there is, for the table of words in docs/errors.md."""

import os
import tempfile

import gradio as gr
from serve_own import serve


def no_text(text):
    raise ValueError()


def asserts(text):
    assert text == "never"


def empty_error(text):
    raise gr.Error("")


def own_words(text):
    raise gr.Error("The model is on holiday.")


def echo(text):
    return text


def broken_validator(text):
    raise ValueError("the validator broke")


def strict_validator(text):
    return gr.validate(len(text) > 99, "Write at least 100 letters.")


def short_lived(text):
    """A file that is gone by the time it is asked for."""
    path = os.path.join(tempfile.mkdtemp(), "result.txt")
    with open(path, "w") as file:
        file.write(text)
    return path


def remove(path):
    os.remove(path)
    return "gone"


with gr.Blocks() as demo:
    text = gr.Textbox(label="Text")
    unnamed = gr.Textbox(show_label=False)
    said = gr.Textbox()
    file = gr.File(label="File")
    path = gr.Textbox(label="Path")
    button = gr.Button()
    for function in (no_text, asserts, empty_error, own_words, echo):
        button.click(function, text, said, api_name=function.__name__)
    button.click(echo, unnamed, said, api_name="unnamed")
    button.click(echo, text, said, api_name="broken_validator", validator=broken_validator)
    button.click(echo, text, said, api_name="strict_validator", validator=strict_validator)
    button.click(short_lived, text, file, api_name="short_lived")
    button.click(remove, path, said, api_name="remove")
    button.click(lambda file: "read", file, said, api_name="read_file")

serve(demo, show_error=True)
