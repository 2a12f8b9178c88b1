"""An app whose functions open, select and hide boxes."""
import gradio as gr

with gr.Blocks(title="Boxes") as demo:
    name = gr.Textbox(label="Name")
    with gr.Column(visible=False) as more:
        with gr.Accordion("Details", open=False) as details:
            note = gr.Textbox(label="Note")
    with gr.Tabs() as tabs:
        with gr.Tab("First", id="first"):
            one = gr.Number(label="One", value=1)
        with gr.Tab("Second", id="second"):
            two = gr.Number(label="Two", value=2)
    with gr.Column() as results:
        answer = gr.Textbox(label="Answer")
    kept = gr.BrowserState({"visits": 0}, storage_key="boxes")
    save = gr.Button("Save")
    hide = gr.Button("Hide")

    def save_all(name, note, one, two, kept):
        kept = {"visits": (kept or {}).get("visits", 0) + 1}
        return f"{name} {note} {one} {two} {kept['visits']}", gr.Column(visible=True), gr.Accordion(open=True), gr.Tabs(selected="second"), kept

    save.click(save_all, [name, note, one, two, kept], [answer, more, details, tabs, kept], api_name="save")
    hide.click(lambda a: (a, gr.Column(visible=False)), [name], [answer, results], api_name="save")

if __name__ == "__main__":
    demo.launch()
