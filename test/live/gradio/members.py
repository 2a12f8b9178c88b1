"""An app that only members may use, on every Gradio there is; on 6 with functions that act with their caller's token.

    python members.py --port 7864

Members are ann (secret) and bob (hidden). Prints one line `READY gradio=<version> url=<url>` once it answers requests.
"""

import os
from typing import Optional

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr  # noqa: E402
from serve_own import serve  # noqa: E402

MAJOR = int(gr.__version__.split(".")[0])


def whoami(request: gr.Request):
    return request.username or "nobody"


def build():
    with gr.Blocks(title="Members") as demo:
        word = gr.Textbox(label="Word")
        answer = gr.Textbox(label="Answer")
        gr.Button("Who").click(whoami, None, answer, api_name="whoami")
        gr.Button("Echo").click(lambda text: f"you said {text}", word, answer, api_name="echo")
        picture = gr.File(label="File")
        gr.Button("Name").click(lambda path: os.path.basename(getattr(path, "name", path) or ""), picture, answer, api_name="name")
        if MAJOR >= 6:

            def must(token: gr.OAuthToken):
                return f"acting with {token.token}"

            def may(token: Optional[gr.OAuthToken]):
                return "acting for nobody" if token is None else f"acting with {token.token}"

            gr.Button("Must").click(must, None, answer, api_name="must")
            gr.Button("May").click(may, None, answer, api_name="may")
    return demo


serve(build(), auth=[("ann", "secret"), ("bob", "hidden")], auth_message="Members only")
