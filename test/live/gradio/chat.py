"""A chat whose messages can be asked for again, taken back, changed and rated, on Gradio 4.44, 5.x and 6.x, as Gradio's own guide writes it.

    python chat.py --port 7863

`/liked` says what ratings the app was given. Prints one line `READY gradio=<version> url=<url>` once it answers requests.
"""

import json
import os
import time

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

import gradio as gr  # noqa: E402
from serve_own import serve  # noqa: E402

MAJOR = int(gr.__version__.split(".")[0])
LIKES = []
COUNT = [0]


def text_of(message):
    content = message["content"]
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def build():
    # From 6 on there are messages only.
    kind = {"type": "messages"} if MAJOR == 5 else {}
    with gr.Blocks(title="Chat") as demo:
        chatbot = gr.Chatbot(label="Chat", editable="all" if MAJOR >= 5 else None, **kind) if MAJOR >= 5 else gr.Chatbot(label="Chat")
        message = gr.Textbox(label="Message")

        def answer(text, history):
            COUNT[0] += 1
            words = f"Answer {COUNT[0]} to {text}".split(" ")
            for end in range(1, len(words) + 1):
                time.sleep(0.05)
                said = " ".join(words[:end])
                if MAJOR >= 5:
                    yield history + [{"role": "user", "content": text}, {"role": "assistant", "content": said}]
                else:
                    yield history + [(text, said)]

        def respond(message, history):
            yield from answer(message, history or [])

        message.submit(respond, [message, chatbot], chatbot, api_name="respond")

        def like(data: gr.LikeData):
            LIKES.append({"index": data.index, "value": data.value, "liked": data.liked, "target": type(data.target).__name__})

        chatbot.like(like, None, None, api_name="like")

        if MAJOR >= 5:

            def retry(history, data: gr.RetryData):
                yield from answer(text_of(history[data.index]), history[: data.index])

            def undo(history, data: gr.UndoData):
                return history[: data.index], text_of(history[data.index])

            def edit(history, data: gr.EditData):
                kept = history[: data.index + 1]
                kept[-1]["content"] = data.value
                return kept + [{"role": "assistant", "content": f"Changed from {data.previous_value} to {data.value}"}]

            chatbot.retry(retry, chatbot, chatbot, api_name="retry")
            chatbot.undo(undo, chatbot, [chatbot, message], api_name="undo")
            chatbot.edit(edit, chatbot, chatbot, api_name="edit")

        shown = gr.Textbox(label="Liked")
        gr.Button("Liked").click(lambda: json.dumps(LIKES), None, shown, api_name="liked")
    return demo


if __name__ == "__main__":
    serve(build())
