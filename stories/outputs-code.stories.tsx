/** Code and JSON. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { finished, growing } from './finished.ts'
import { inFrame, type PartArgs } from './frame.tsx'

type Args = PartArgs<typeof GradioProcess.Output>

const meta: Meta<Args> = {
  title: 'Outputs/Code',
  component: GradioProcess.Output,
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

const PYTHON = `import gradio as gr

def greet(name: str, intensity: int = 1) -> str:
    """Says hello, as loudly as asked."""
    return f"Hello, {name}" + "!" * int(intensity)  # never more than ten, whatever anyone asks for in the form above

demo = gr.Interface(fn=greet, inputs=["text", "slider"], outputs="text")
demo.launch()`

export const Python: Story = {
  args: { stream: finished(['code', 'Source', PYTHON, { language: 'python' }]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('import', {}, { timeout: 10_000 })).toHaveClass('rgs-hl-keyword')
  },
}
export const PythonDark: Story = { ...Python, parameters: { theme: 'dark' } }
export const Numbered: Story = { args: { stream: finished(['code', 'Source', PYTHON, { language: 'python', show_line_numbers: true }]) } }
export const Wrapped: Story = { args: { stream: finished(['code', 'Source', PYTHON, { language: 'python', wrap_lines: true }]) } }
export const Growing: Story = { args: { stream: growing(['code', 'Source', PYTHON.slice(0, 120), { language: 'python' }]) } }
export const UnknownLanguage: Story = { args: { stream: finished(['code', 'Source', 'DISPLAY "HELLO".', { language: 'cobol' }]) } }

const FACTS = {
  harbour: 'Nordhafen',
  open: true,
  cranes: [
    { name: 'North', load: 40, works: true },
    { name: 'South', load: 12.5, works: false, waitsFor: null },
  ],
  tide: { high: '04:12', low: '10:27', table: Array.from({ length: 300 }, (_, hour) => hour / 10) },
  infinite: Number.POSITIVE_INFINITY,
}
export const Json: Story = { args: { stream: finished(['json', 'Facts', FACTS]) } }
export const JsonDark: Story = { ...Json, parameters: { theme: 'dark' } }
export const JsonLong: Story = { args: { stream: finished(['json', 'Numbers', Array.from({ length: 100_000 }, (_, index) => index)]) } }
