"""A chat as most people write one, and functions whose results their own page hides: what an endpoint answers with is to be seen all the same."""

import time

import gradio as gr
from serve_own import serve


def asked_before(history):
    """Questions in a history of pairs or of messages."""
    return len([turn for turn in history if not isinstance(turn, dict) or turn["role"] == "user"])


def answer(message, history, tone):
    if message == "break":
        raise gr.Error("It broke.")
    text = f"{tone} answer {asked_before(history) + 1} to {message}"
    for end in range(4, len(text), 8):
        yield text[:end]
        time.sleep(0.05)
    yield text


with gr.Blocks() as demo:
    gr.ChatInterface(answer, additional_inputs=[gr.Textbox("A calm", label="Tone")])
    with gr.Tab("Other"):
        word = gr.Textbox(label="Word")
        unseen = gr.Textbox(label="Unseen", visible=False)
        shown = gr.Textbox(label="Shown", visible=False)
        beside = gr.Textbox(label="Beside")
        tabs = gr.Tabs()
        gr.Button("Hide").click(lambda word: word.upper(), word, unseen, api_name="all_hidden")
        gr.Button("Show").click(lambda word: (word, word * 2), word, [beside, shown], api_name="shown_later").then(
            lambda: gr.Textbox(visible=True), None, shown, api_name=False
        )
        gr.Button("Look").click(lambda: gr.Textbox(visible=True), None, shown, api_name="look")
        gr.Button("Tabs").click(lambda: gr.Tabs(), None, tabs, api_name="tabs")
        gr.Button("Nothing").click(lambda: None, None, None, api_name="nothing")

serve(demo)
