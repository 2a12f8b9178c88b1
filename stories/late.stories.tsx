/** A field that is on its way, and one that could not be loaded: the rest of the form stands beside it. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import type { InputRegistry } from '../src/react/inputs/input-kind.ts'
import { LateCode, useLateCode } from '../src/react/late-code.ts'
import { BareError } from '../src/react/process/bare-error.tsx'
import { LateField } from '../src/react/process/late-field.tsx'
import { parameter, summarise } from './fixtures.ts'
import { PartFrame } from './frame.tsx'
import { pageOutdated, states } from './states.ts'

const talk = parameter('dialogue', 'Conversation', { props: { info: 'Who says what.' } })

function Field({ late }: { late: LateCode<InputRegistry> | null }) {
  return (
    <div className="rgs-fields">
      <LateField id="late" endpoint={summarise} parameter={talk} issue={null} late={late} />
    </div>
  )
}

const failing = new LateCode<InputRegistry>('draws fields few apps have', () => Promise.reject(new TypeError('Failed to fetch')))

function Failed() {
  useLateCode(failing, 'now')
  return <Field late={failing} />
}

const meta: Meta = {
  title: 'Parts/Late',
  render: () => (
    <PartFrame stream={states.Idle}>
      <Field late={null} />
    </PartFrame>
  ),
}
export default meta

type Story = StoryObj

export const OnItsWay: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Conversation')).toBeVisible()
  },
}
export const NotLoaded: Story = {
  render: () => (
    <PartFrame stream={states.Idle}>
      <Failed />
    </PartFrame>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Try again' })).toBeVisible()
  },
}
export const PageOutdated: Story = {
  render: () => (
    <PartFrame stream={{ ...states.Queued, isKept: true }}>
      <BareError error={pageOutdated} retry={() => undefined} />
    </PartFrame>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Your run goes on and is shown again.')).toBeVisible()
  },
}
