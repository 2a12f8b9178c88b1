/** How fast a run goes, once enough of it was seen. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { NOW } from './fixtures.ts'
import { Replay } from './replay.tsx'
import { counted, running, states } from './states.ts'

const meta: Meta = { title: 'Parts/Rates' }
export default meta

type Story = StoryObj

/** A count seen a dozen times, `stepMs` apart. */
function seen(stepMs: number, length: number, unit: string, within = false) {
  return Array.from({ length: 13 }, (_, index) => ({
    afterMs: index === 0 ? 0 : stepMs,
    stream: {
      ...states.RunningIndeterminate,
      state: running(0, {
        runningAt: NOW,
        progress: within
          ? [counted(2, 5, 'Epoch', 'epochs'), counted(index, length, 'Training', unit)]
          : [counted(index, length, null, unit)],
      }),
    },
  }))
}

function draw(steps: ReturnType<typeof seen>) {
  return (
    <div style={{ maxInlineSize: 560 }}>
      <Replay steps={steps}>
        <GradioProcess.Status />
        <GradioProcess.Progress />
      </Replay>
    </div>
  )
}

const QUICK = seen(320, 80, 'it')
const SLOW = seen(4000, 18, 'pages')
const NESTED = seen(320, 80, 'it', true)

export const PerSecond: Story = {
  render: () => draw(QUICK),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('12 of 80 it · 3.1 it/s · about 25 s left')).toBeVisible()
  },
}
export const PerMinute: Story = {
  render: () => draw(SLOW),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('12 of 18 pages · 15 pages/min · about 25 s left')).toBeVisible()
  },
}
export const Nested: Story = {
  render: () => draw(NESTED),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Training · 12 of 80 it · 3.1 it/s')).toBeVisible()
  },
}
