"""A Gradio app to try the fleet with: counts, and says each number."""

import time

import gradio as gr


def count(seconds):
    for second in range(int(seconds)):
        yield f"{second + 1} of {int(seconds)}"
        time.sleep(1)


gr.Interface(count, gr.Slider(1, 600, value=20, step=1), "text", api_name="count").queue(default_concurrency_limit=20).launch(
    server_name="0.0.0.0", server_port=7860
)
