/** Log lines as toasts. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { Replay } from './replay.tsx'
import { logLines, running, states } from './states.ts'

const lines = logLines(
  ['info', 'Opened the file, 2,314 rows.', 'Import'],
  ['warning', '12 rows have no date and were left out.', 'Rows skipped'],
  ['success', 'All rows are in the database.'],
)
const STEPS = [
  { afterMs: 0, stream: states.RunningWithProgress },
  { afterMs: 1000, stream: { ...states.RunningWithProgress, state: running(41, { logs: lines, progress: [] }) } },
]
const ERROR = [
  { afterMs: 0, stream: states.RunningWithProgress },
  {
    afterMs: 1000,
    stream: {
      ...states.RunningWithProgress,
      state: running(41, { logs: logLines(['error', 'Chapter 2 could not be read.', 'Nothing to read']), progress: [] }),
    },
  },
]

const meta: Meta = {
  title: 'Parts/Toasts',
  // They lie over the page, so each story gets one of its own.
  parameters: { docs: { story: { inline: false, height: '420px' } } },
  render: () => <Replay steps={STEPS} />,
}
export default meta

type Story = StoryObj

export const ByLevel: Story = {
  play: async ({ canvas }) => {
    // Loaded with the first line, which can take a while the first time.
    await expect(await canvas.findAllByRole('button', { name: 'Dismiss' }, { timeout: 10_000 })).toHaveLength(3)
  },
}
export const Error: Story = { render: () => <Replay steps={ERROR} /> }
export const Dark: Story = { parameters: { theme: 'dark' } }
export const RightToLeft: Story = { parameters: { direction: 'rtl' } }
