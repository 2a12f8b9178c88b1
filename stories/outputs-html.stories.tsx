/** HTML in its frame. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { finished } from './finished.ts'
import { inFrame, type PartArgs } from './frame.tsx'

type Args = PartArgs<typeof GradioProcess.Output>

const meta: Meta<Args> = {
  title: 'Outputs/HTML',
  component: GradioProcess.Output,
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

const HTML = `<h2>Cranes</h2><p style="color: teal">Two of <b>three</b> work.</p>
<table><tr><th>Crane</th><th>Load</th></tr><tr><td>North</td><td>40 t</td></tr></table>
<script>parent.document.body.textContent = 'taken over'</script><img src="x" onerror="parent.alert(1)">`

export const Html: Story = {
  args: { stream: finished(['html', 'Table', HTML]) },
  play: async ({ canvas }) => {
    const frame = await canvas.findByTitle('Table', {}, { timeout: 10_000 })
    await expect(frame).toHaveAttribute('sandbox', expect.not.stringContaining('allow-scripts'))
  },
}
export const HtmlDark: Story = { ...Html, parameters: { theme: 'dark' } }
export const HtmlLong: Story = {
  args: { stream: finished(['html', 'Long', Array.from({ length: 60 }, (_, line) => `<p>Line ${line + 1}</p>`).join('')]) },
}
