/**
 * `<GradioProcess>` with a network: hook, client and protocol are real, the server is a scenario held at one moment.
 * The client's clock stands still, so that what is counted on the screen does too.
 */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { GradioProcess, GradioProvider } from '../src/react/index.ts'
import { createScenarioServer, scenarios, type ScenarioServerOptions } from '../src/testing/index.ts'
import { scenarioHandlers } from '../src/testing/msw-handlers.ts'
import { stillClock } from './fixtures.ts'

interface Args {
  /** Name of the scenario's endpoint. */
  endpoint: string
  /** What the server does. */
  server: ScenarioServerOptions
  /** False: the client never opens a stream. */
  transport: 'sse' | 'polling'
}

const RELAY = '/story-relay'
const APP = 'https://app.example'

const meta: Meta<Args> = {
  title: 'GradioProcess/With a network',
  tags: ['once'],
  args: { endpoint: '/progress', server: {}, transport: 'sse' },
  parameters: {
    controls: { exclude: ['server'] },
    // Each story has a network of its own, so on the page of all stories each gets a frame.
    docs: { story: { inline: false, height: '640px' } },
  },
  async beforeEach({ args, msw }) {
    const server = createScenarioServer({ relay: true, speed: Infinity, ...args.server })
    msw.use(...scenarioHandlers(server, RELAY))
    return () => server.close()
  },
  render: ({ endpoint, transport }) => (
    <div style={{ maxInlineSize: 640, marginInline: 'auto' }}>
      <GradioProvider backendUrl={RELAY} transport={transport} clock={stillClock} random={() => 0}>
        <GradioProcess app={APP} endpoint={endpoint} clock={stillClock} locale="en" />
      </GradioProvider>
    </div>
  ),
}
export default meta

type Story = StoryObj<Args>

/** One scenario, and how many of its messages are sent. */
function held(scenario: (typeof scenarios)[keyof typeof scenarios], holdAfter?: number): Pick<Args, 'endpoint' | 'server'> {
  return { endpoint: scenario.name, server: { scenarios: [holdAfter === undefined ? scenario : { ...scenario, holdAfter }] } }
}

/** Presses Run and waits for a text. */
function runUntil(text: string | RegExp): NonNullable<Story['play']> {
  return async ({ canvas, userEvent }) => {
    const run = await canvas.findByRole('button', { name: 'Run' })
    await waitFor(() => expect(run).not.toHaveAttribute('aria-disabled'))
    await userEvent.click(run)
    await expect((await canvas.findAllByText(text))[0]).toBeVisible()
  }
}

export const Idle: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('textbox', { name: 'Prompt' })).toBeVisible()
  },
}
export const Queued: Story = { args: held(scenarios.queueOfFive, 1), play: runUntil(/5th in line/) }
export const QueuedWithoutEta: Story = { args: held(scenarios.queuedWithoutEta, 1), play: runUntil('3rd in line') }
export const RunningWithProgress: Story = { args: held(scenarios.progress, 7), play: runUntil(/Reading the weights · 3 of 4 files/) }
export const RunningWithPartialOutput: Story = { args: held(scenarios.tokens, 30), play: runUntil(/Lighthouses were built/) }
export const WithLog: Story = { args: held(scenarios.logs), play: runUntil(/^Log \(/) }
export const Succeeded: Story = { args: held(scenarios.tokens), play: runUntil(/^Done in/) }
export const Failed: Story = { args: held(scenarios.failure), play: runUntil('Out of memory') }
export const QueueFull: Story = { args: held(scenarios.queueFull), play: runUntil(/^The app is busy\. Trying again/) }
// How much of the text arrives before the cut is up to the service worker that carries it.
export const Reconnecting: Story = {
  tags: ['moving'],
  args: held(scenarios.dropped),
  play: runUntil(/^Connection lost\. Your run goes on\./),
}
export const PollingFallback: Story = { args: held({ ...scenarios.sseRefused, holdAfter: 4 }), play: runUntil(/^Live updates are blocked/) }
export const PollingByChoice: Story = {
  args: { ...held(scenarios.progress, 7), transport: 'polling' },
  play: runUntil(/^Live updates are turned off/),
}
export const NotGradio: Story = {
  args: {
    server: {
      discoverFailure: { status: 'not-gradio', code: 'app-not-gradio', message: 'https://app.example answers with a page of HTML.' },
    },
  },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name: 'There is no Gradio app at this address.' })).toBeVisible()
  },
}
export const UnknownEndpoint: Story = {
  args: { endpoint: '/progres' },
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name: /no endpoint/ })).toBeVisible()
  },
}
/** Plays at the speed it was written for; nothing is held. */
export const Playground: Story = {
  tags: ['moving'],
  args: { endpoint: '/tokens', server: { speed: 1 } },
  argTypes: { endpoint: { control: 'select', options: Object.values(scenarios).map(({ name }) => `/${name}`) } },
  render: ({ endpoint, transport }) => (
    <div style={{ maxInlineSize: 640, marginInline: 'auto' }}>
      <GradioProvider backendUrl={RELAY} transport={transport}>
        <GradioProcess key={endpoint} app={APP} endpoint={endpoint} />
      </GradioProvider>
    </div>
  ),
}
