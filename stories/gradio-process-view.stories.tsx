/**
 * The whole card in every state, drawn from states that are given. The same with a network:
 * `gradio-process.stories.tsx`.
 */
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { ComponentProps } from 'react'
import { expect } from 'storybook/test'
import { GradioProcess } from '../src/react/index.ts'
import { parameter, stillClock, summarise } from './fixtures.ts'
import { running, states, stream } from './states.ts'

type ViewArgs = ComponentProps<typeof GradioProcess.View> & { 'data-density'?: 'dense' }

const meta: Meta<ViewArgs> = {
  title: 'GradioProcess/View',
  component: GradioProcess.View,
  // `data-density` is an attribute of the frame, which passes on what it does not know.
  args: { stream: states.Idle, clock: stillClock, locale: 'en', layout: 'card' },
  argTypes: { layout: { control: 'inline-radio', options: ['card', 'inline', 'minimal', 'overlay'] } },
  decorators: [
    (Story, { parameters }) => (
      <div style={{ maxInlineSize: Number(parameters.width ?? 640), marginInline: 'auto' }}>
        <Story />
      </div>
    ),
  ],
}
export default meta

type Story = StoryObj<typeof meta>

export const Idle: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: 'Summaries' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Run' })).toBeEnabled()
  },
}
export const Discovering: Story = { args: { stream: states.Discovering, endpoint: '/summarise' } }
/** A run that a server began, followed by its token: no form, since the inputs are not the page's. */
export const Followed: Story = {
  args: { stream: { ...states.RunningWithProgress, followed: { canCancel: true } } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await expect(canvas.queryByRole('form')).toBeNull()
  },
}
/** Many watch one run, and none of them may end it. */
export const Watched: Story = {
  args: { stream: { ...states.RunningWithProgress, followed: { canCancel: false } } },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button', { name: 'Cancel' })).toBeNull()
    await expect(canvas.queryByRole('form')).toBeNull()
  },
}
export const WatchedToTheEnd: Story = { args: { stream: { ...states.Succeeded, followed: { canCancel: false } } } }
export const WatchedFailure: Story = {
  args: { stream: { ...states.Failed, followed: { canCancel: false } } },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button', { name: 'Try again' })).toBeNull()
  },
}
/** A field whose value is made when it is sent, and takes its time. */
const PICTURE = {
  picture: { Component: () => <input className="rgs-control" aria-label="Picture" />, finish: () => new Promise<never>(() => {}) },
}
export const Preparing: Story = {
  args: {
    stream: stream({ endpoint: { ...summarise, parameters: [parameter('picture', 'Picture', { defaultValue: '', hasDefault: false })] } }),
    inputKinds: PICTURE,
  },
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Run' }))
    await expect(canvas.getByText('Preparing the files', { selector: 'bdi' })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toHaveFocus()
  },
}
export const Uploading: Story = {
  args: { stream: states.Uploading },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toBeVisible()
  },
}
export const Submitting: Story = { args: { stream: states.Submitting } }
export const WaitingForBusyApp: Story = { args: { stream: states.WaitingForBusyApp } }
export const WaitingForOtherRuns: Story = { args: { stream: states.WaitingForOtherRuns } }
export const Queued: Story = { args: { stream: states.Queued } }
export const QueuedWithoutEta: Story = { args: { stream: states.QueuedWithoutEta } }
export const QueuedEtaPassed: Story = { args: { stream: states.QueuedEtaPassed } }
export const RunningIndeterminate: Story = { args: { stream: states.RunningIndeterminate } }
export const RunningWithProgress: Story = {
  args: { stream: states.RunningWithProgress },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await expect(canvas.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '60')
  },
}
export const RunningNested: Story = { args: { stream: states.RunningNested } }
export const RunningWithPartialOutput: Story = { args: { stream: states.RunningWithPartialOutput } }
export const RunningOverLastResult: Story = { args: { stream: states.RunningOverLastResult } }
export const Cancelling: Story = { args: { stream: states.Cancelling } }
export const Cancelled: Story = { args: { stream: states.Cancelled } }
export const Succeeded: Story = { args: { stream: states.Succeeded } }
export const Failed: Story = { args: { stream: states.Failed } }
export const InputInvalid: Story = { args: { stream: states.InputInvalid } }
export const QueueFull: Story = { args: { stream: states.QueueFull } }
export const ConnectionLost: Story = { args: { stream: states.ConnectionLost } }
export const Reconnecting: Story = { args: { stream: states.Reconnecting } }
export const PollingFallback: Story = { args: { stream: states.PollingFallback } }
export const LongLog: Story = { args: { stream: states.LongLog } }
export const NotGradio: Story = { args: { stream: states.NotGradio, endpoint: '/summarise' } }
export const UnknownEndpoint: Story = { args: { stream: states.UnknownEndpoint, endpoint: '/sumarise' } }

export const Inline: Story = { args: { stream: states.RunningWithPartialOutput, layout: 'inline' } }
export const Minimal: Story = { args: { stream: states.RunningWithPartialOutput, layout: 'minimal' } }
export const Overlay: Story = { args: { stream: states.RunningOverLastResult, layout: 'overlay' } }
export const OverlayUploading: Story = {
  args: { stream: { ...states.Uploading, data: null, previousData: states.Succeeded.data }, layout: 'overlay' },
}
export const OverlayAtRest: Story = { args: { stream: states.Succeeded, layout: 'overlay' } }
export const MinimalFailed: Story = { args: { stream: states.Failed, layout: 'minimal' } }
export const Dense: Story = { args: { stream: states.RunningNested, 'data-density': 'dense' } }
export const CancelledUnsupported: Story = { args: { stream: states.CancelledUnsupported } }
export const SucceededFromCache: Story = { args: { stream: states.SucceededFromCache } }

export const Dark: Story = { args: { stream: states.RunningNested }, parameters: { theme: 'dark' } }
export const DarkFailed: Story = { args: { stream: states.Failed }, parameters: { theme: 'dark' } }
export const DarkReconnecting: Story = { args: { stream: states.Reconnecting }, parameters: { theme: 'dark' } }
export const RightToLeft: Story = {
  args: {
    stream: stream({
      ...states.RunningNested,
      data: ['أعيد فتح الميناء يوم الثلاثاء بعد أحد عشر يومًا.'],
      state: running(41, { progress: states.RunningNested.state.status === 'running' ? states.RunningNested.state.progress : [] }),
    }),
    // Western figures, so that a browser without Arabic fonts shows them too.
    locale: 'ar-u-nu-latn',
    title: 'ملخصات',
  },
  parameters: { direction: 'rtl', language: 'ar' },
}
export const Narrow320: Story = { args: { stream: states.RunningNested }, parameters: { width: 288 } }
export const Narrow320Failed: Story = { args: { stream: states.Failed }, parameters: { width: 288 } }
export const Wide1440Idle: Story = { args: { stream: states.Idle }, parameters: { width: 1376 } }
export const Wide1440Running: Story = { args: { stream: states.RunningWithPartialOutput }, parameters: { width: 1376 } }
export const Wide1440: Story = { args: { stream: states.Succeeded }, parameters: { width: 1376 } }
export const Playground: Story = { args: { stream: states.RunningWithProgress } }
