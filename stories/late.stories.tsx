/** A part of the page that could not be loaded. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { GradioStreamError } from '../src/client/errors.ts'
import { NotLoaded } from '../src/react/parts/error/not-loaded.tsx'
import { PartFrame } from './frame.tsx'
import { states } from './states.ts'

const failed = (isOffline: boolean) => new GradioStreamError('load-failed', { message: 'It did not come.', details: { isOffline } })

const meta: Meta = {
  title: 'Parts/Late',
  render: () => (
    <PartFrame stream={states.Idle}>
      <NotLoaded error={failed(false)} retry={() => undefined} />
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj

export const WithoutItsCode: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Try again' })).toBeVisible()
  },
}
export const Offline: Story = {
  render: () => (
    <PartFrame stream={states.Idle}>
      <NotLoaded error={failed(true)} retry={() => undefined} />
    </PartFrame>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('You are offline. It is loaded once you are back.')).toBeVisible()
  },
}
