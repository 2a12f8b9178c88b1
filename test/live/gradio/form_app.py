"""A form as authors arrange one: introduction, rows, tabs, accordions, a button with its own words, fields nobody has named."""
import sys

import gradio as gr

VERSION = int(gr.__version__.split(".")[0])
named = {}
if VERSION >= 5:
    named["key"] = gr.I18n(
        en={"strength": "Strength", "strength_help": "How much of it", "more": "More of it", "go": "Paint it", "oil": "Oil"},
        de={"strength": "Stärke", "strength_help": "Wie viel davon", "more": "Mehr davon", "go": "Mal es", "oil": "Öl"},
    )


def text(key, plain):
    return named["key"](key) if named else plain


def paint(prompt, avoid, style, strength, width, height, input_img, x, kept=None):
    return f"{prompt} | {avoid} | {style} | {strength} | {width}x{height} | {x} | {kept}"


def count(number_of_things):
    return number_of_things + 1


with gr.Blocks(title="Studio") as demo:
    gr.Markdown("# Studio\n\nPaints what you say. **Nothing is kept.**")
    kept = gr.BrowserState(["kept"], storage_key="studio", secret="studio") if VERSION >= 5 else gr.State(["kept"])
    with gr.Tabs():
        with gr.Tab("Paint"):
            with gr.Row():
                with gr.Column(scale=2):
                    prompt = gr.Textbox(label="Prompt", lines=3)
                    avoid = gr.Textbox(label="Avoid", value="rain")
                    with gr.Row():
                        width = gr.Slider(64, 2048, 512, step=64, label="Width")
                        height = gr.Slider(64, 2048, 512, step=64, label="Height")
                    with gr.Accordion(text("more", "More of it"), open=False):
                        gr.Markdown("Only for those who know.")
                        style = gr.Radio([(text("oil", "Oil"), "oil"), ("Ink", "ink")] if VERSION >= 4 else ["oil", "ink"], value="oil", label="Style")
                        strength = gr.Slider(0, 1, 0.5, label=text("strength", "Strength"), info=text("strength_help", "How much of it"))
                    with gr.Tabs():
                        with gr.Tab("Picture"):
                            image = gr.Image(type="filepath")
                        with gr.Tab("Number"):
                            number = gr.Number()
                    go = gr.Button(text("go", "Paint it"), variant="primary")
                with gr.Column(scale=3):
                    result = gr.Textbox(label="Result")
            gr.Markdown("Made with care.")
        with gr.Tab("Count"):
            things = gr.Number()
            counted = gr.Number()
            more = gr.Button("Count on")
    go.click(paint, [prompt, avoid, style, strength, width, height, image, number, kept], result, api_name="paint")
    more.click(count, things, counted, api_name="count")

if __name__ == "__main__":
    options = {"i18n": named["key"]} if named else {}
    demo.queue().launch(server_port=int(sys.argv[1]), quiet=True, **options)
