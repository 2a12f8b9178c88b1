/** Markdown as an app writes it, finished and growing. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { finished, growing } from './finished.ts'
import { inFrame, type PartArgs } from './frame.tsx'

type Args = PartArgs<typeof GradioProcess.Output>

const meta: Meta<Args> = {
  title: 'Outputs/Markdown',
  component: GradioProcess.Output,
  render: inFrame(GradioProcess.Output),
}
export default meta

type Story = StoryObj<Args>

const REPORT = `# Harbour report

The harbour reopened on **Tuesday** after *eleven* days. See the [timetable](https://harbour.example/ferries) and
the rule for \`crane_load()\` below.

## What works

1. Two of three cranes
2. Ferries, from Friday
   - the morning ones first
   - then the night boat
3. The lock

- [x] Dredge the basin
- [ ] Repair the third crane

| Crane | Load | State |
|:------|-----:|:-----:|
| North | 40 t | works |
| South | 12.5 t | waits for a part |

> We have lost a fortnight, not a season.

\`\`\`python
# The most a crane may lift in this wind
def crane_load(wind: float) -> float:
    if wind > 12.5:
        return 0
    return 40 * (1 - wind / 20)
\`\`\`

### Formula

$$F = m \\cdot \\frac{v^2}{r}$$

Press <kbd>Esc</kbd> to stop. ~~Not before noon.~~

---

![A crane](https://elsewhere.example/crane.png)
`
const math = { latex_delimiters: [{ left: '$$', right: '$$', display: true }] }

export const Report: Story = {
  args: { stream: finished(['markdown', 'Report', REPORT, math]) },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('link', { name: 'timetable' }, { timeout: 10_000 })).toHaveAttribute('rel', 'noreferrer')
    await expect(await canvas.findByRole('link', { name: 'Picture: A crane' })).toBeVisible()
    await expect(await canvas.findByText('def', {}, { timeout: 10_000 })).toBeVisible()
  },
}
export const ReportDark: Story = { ...Report, parameters: { theme: 'dark' } }
export const Growing: Story = { args: { stream: growing(['markdown', 'Report', REPORT.slice(0, 96), math]) } }
export const GrowingCode: Story = { args: { stream: growing(['markdown', 'Report', REPORT.slice(0, REPORT.indexOf('return 40'))]) } }
export const GrowingTable: Story = { args: { stream: growing(['markdown', 'Report', REPORT.slice(0, REPORT.indexOf('12.5 t'))]) } }
export const RightToLeft: Story = {
  args: {
    stream: finished([
      'markdown',
      'تقرير',
      '# الميناء\n\nأعيد فتح **الميناء** يوم الثلاثاء.\n\n- رافعتان تعملان\n- العبّارات من يوم الجمعة\n\n> خسرنا أسبوعين، لا موسماً.\n\n| رافعة | حمولة |\n|---|---|\n| الشمالية | 40 |\n\n```js\nconst load = 40\n```',
      { rtl: true },
    ]),
  },
  parameters: { direction: 'rtl' },
}
export const HtmlInMarkdown: Story = {
  args: {
    stream: finished([
      'markdown',
      'Notes',
      'Water is H<sub>2</sub>O.\n\n<details>\n<summary>More</summary>\n\nIt *freezes* at 0 °C.\n\n</details>\n\n<script>alert(1)</script>\n\n<a href="javascript:alert(1)">Not a link</a>',
    ]),
  },
}
export const Empty: Story = { args: { stream: finished(['markdown', 'Report', '']) } }
