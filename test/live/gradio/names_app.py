"""Two functions of one name, as blocks within blocks have them: Gradio gives a suffix that one of them has already."""
import gradio as gr

with gr.Blocks() as inner:
    word = gr.Textbox(label="Word")
    shout = gr.Textbox(label="Shout")
    count = gr.Number(label="Count")
    length = gr.Number(label="Length")
    word.submit(lambda word: "shout " + word, word, shout, api_name="predict")
    count.submit(lambda count: count + 1, count, length, api_name="predict_1")

with gr.Blocks() as demo:
    first = gr.Textbox(label="First")
    out = gr.Textbox(label="Out")
    first.submit(lambda x: "first " + x, first, out, api_name="predict")
    inner.render()

if __name__ == "__main__":
    demo.launch()
