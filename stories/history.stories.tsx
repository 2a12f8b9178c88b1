/** The list of the page's runs. Its times are real, so there are no pictures to compare. */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import { GradioHistory, GradioProcess, GradioProvider } from '../src/react/index.ts'
import { createScenarioServer, scenarios } from '../src/testing/index.ts'
import { scenarioHandlers } from '../src/testing/msw-handlers.ts'

const RELAY = '/history-relay'
const APP = 'https://app.example'

interface Args {
  /** Name of the scenario's endpoint. */
  endpoint: string
}

const meta: Meta<Args> = {
  title: 'GradioHistory',
  tags: ['moving'],
  args: { endpoint: scenarios.tokens.name },
  parameters: { docs: { story: { inline: false, height: '720px' } } },
  async beforeEach({ msw }) {
    const server = createScenarioServer({ relay: true, speed: Infinity })
    msw.use(...scenarioHandlers(server, RELAY))
    return () => server.close()
  },
  render: ({ endpoint }) => (
    <div style={{ maxInlineSize: 640, marginInline: 'auto', display: 'grid', gap: 16 }}>
      <GradioProvider backendUrl={RELAY}>
        <GradioProcess app={APP} endpoint={endpoint} locale="en" />
        <GradioHistory app={APP} locale="en" />
      </GradioProvider>
    </div>
  ),
}
export default meta

type Story = StoryObj<Args>

export const Empty: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No runs yet.')).toBeVisible()
  },
}

function runOnce(status: string): NonNullable<Story['play']> {
  return async ({ canvas, userEvent }) => {
    const run = await canvas.findByRole('button', { name: 'Run' })
    await waitFor(() => expect(run).not.toHaveAttribute('aria-disabled'))
    await userEvent.click(run)
    const list = within(canvas.getByRole('region', { name: 'Runs' }))
    await expect(await list.findByText(status)).toBeVisible()
    await userEvent.click(list.getByText('Result'))
  }
}

export const Succeeded: Story = { play: runOnce('Done') }
export const Failed: Story = { args: { endpoint: scenarios.failure.name }, play: runOnce('Failed') }
