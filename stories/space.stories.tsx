/**
 * `<GradioProcess>` on a Hugging Face Space in every state, whole and with a network: the Space and the Hub are
 * scenarios. Time stands still, but for the story that wakes one up.
 */
import type { Meta, StoryObj } from '@storybook/react-vite'
import { QueryClient } from '@tanstack/react-query'
import { HttpResponse, http } from 'msw'
import { expect, waitFor } from 'storybook/test'
import { GradioProcess, GradioProvider } from '../src/react/index.ts'
import type { Clock } from '../src/client/index.ts'
import { createManualClock, createScenarioServer, scenarios, spaces, type ScenarioServerOptions } from '../src/testing/index.ts'
import { scenarioHandlers } from '../src/testing/msw-handlers.ts'
import { NOW, stillClock } from './fixtures.ts'

interface Args {
  /** Address of the app, or the name of the Space. */
  app: string
  /** What the Space and the Hub do. */
  server: ScenarioServerOptions
  /** Name of the scenario's endpoint. */
  endpoint: string
  /** Width of the page. */
  width: number
}

const HOST = 'https://owner-space.hf.space'
const HUB = 'https://huggingface.co'
const RELAY = '/story-relay'

/** The time of a story that moves it; `null` where it stands still. */
let moved: ReturnType<typeof createManualClock> | null = null
let queryClient = new QueryClient()

const meta: Meta<Args> = {
  title: 'GradioProcess/On a Space',
  tags: ['once'],
  args: { app: 'owner/space', endpoint: '/progress', server: {}, width: 640 },
  parameters: { controls: { exclude: ['server'] }, docs: { story: { inline: false, height: '560px' } } },
  async beforeEach({ args, msw, parameters }) {
    moved = parameters.moves === true ? createManualClock({ startAt: NOW }) : null
    const server = createScenarioServer({ speed: moved ? 1 : Infinity, clock: moved ?? stillClock, ...args.server })
    // Second attempts of a query come at once: no story waits.
    queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
    msw.use(...[HOST, HUB, RELAY].flatMap((url) => scenarioHandlers(server, url)))
    if (parameters.isDead === true) msw.use(http.all(`${HOST}/*`, () => HttpResponse.error()))
    return () => server.close()
  },
  render: ({ app, endpoint, width, server }) => <OnSpace app={app} endpoint={endpoint} width={width} isRelayed={server.relay ?? false} />,
}
export default meta

function OnSpace({ app, endpoint, width, isRelayed }: { app: string; endpoint: string; width: number; isRelayed: boolean }) {
  const clock: Clock = moved ?? stillClock
  return (
    <div style={{ maxInlineSize: width, marginInline: 'auto' }}>
      <GradioProvider backendUrl={isRelayed ? RELAY : null} clock={clock} queryClient={queryClient}>
        <GradioProcess app={app} endpoint={endpoint} clock={clock} locale="en" />
      </GradioProvider>
    </div>
  )
}

type Story = StoryObj<Args>

/** Waits for the line of the app's state. */
function saying(text: string | RegExp): NonNullable<Story['play']> {
  return async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole('group', { name: 'State of the app' })).toHaveTextContent(text))
    await expect(canvas.getByRole('form', { name: /Inputs$/ })).toHaveAttribute('aria-busy', 'true')
  }
}

/** Waits for an error of that name. */
function failing(name: string | RegExp, text: string | RegExp = /./): NonNullable<Story['play']> {
  return async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name })).toHaveTextContent(text)
  }
}

/** Presses Run, then waits for an error. */
function runFailing(name: string, text: string | RegExp = /./): NonNullable<Story['play']> {
  return async (context) => {
    const run = await context.canvas.findByRole('button', { name: 'Run' })
    await waitFor(() => expect(run).not.toHaveAttribute('aria-disabled'))
    await context.userEvent.click(run)
    await failing(name, text)(context)
  }
}

const ASLEEP = 'The app is asleep. Waking it takes a minute or two.'

export const Sleeping: Story = { args: { server: { space: spaces.sleeping } }, play: saying(ASLEEP) }
export const SleepingByAddress: Story = { args: { app: HOST, server: { space: spaces.sleeping } }, play: saying(ASLEEP) }
export const SleepingThroughRelay: Story = { args: { app: HOST, server: { space: spaces.sleeping, relay: true } }, play: saying(ASLEEP) }
export const Starting: Story = { args: { server: { space: spaces.starting } }, play: saying('The app is starting.') }
export const Building: Story = { args: { server: { space: spaces.building } }, play: saying('The app is being built.') }
/** Sleeps, starts, is there: the form comes where its shape was. */
export const WakingUp: Story = {
  tags: ['moving'],
  args: { server: { space: spaces.sleeping } },
  parameters: { moves: true },
  async play(context) {
    const { canvas } = context
    await saying(ASLEEP)(context)
    await moved?.advance(25_000)
    await waitFor(() => expect(canvas.getByRole('timer')).toHaveTextContent('00:25'))
    // Each look at it is a request, which takes the time it takes.
    const isStarting = () => canvas.getByRole('group', { name: 'State of the app' }).textContent.includes('The app is starting.')
    for (let second = 0; second < 30 && !isStarting(); second++) await moved?.advance(1000)
    await saying('The app is starting.')(context)
    while (!canvas.queryByRole('textbox', { name: 'Prompt' })) await moved?.advance(1000)
    await expect(canvas.queryByRole('group', { name: 'State of the app' })).toBeNull()
  },
}
export const TakingLong: Story = {
  args: { server: { space: { stages: [{ stage: 'BUILDING' }] } } },
  parameters: { moves: true },
  async play(context) {
    await saying('The app is being built.')(context)
    moved?.sleep(500_000)
    await moved?.advance(1000)
    await saying('It is taking longer than usual.')(context)
  },
}
export const Paused: Story = {
  args: { server: { space: spaces.paused } },
  async play(context) {
    await failing('This Space is paused.')(context)
    await expect(context.canvas.getByRole('link', { name: 'Ask its owner' })).toHaveAttribute(
      'href',
      `${HUB}/spaces/owner/space/discussions`,
    )
    await expect(context.canvas.getByRole('button', { name: 'Check again' })).toBeVisible()
  },
}
const BROKEN = 'This Space does not work right now.'
export const BrokenNoAppFile: Story = { args: { server: { space: spaces.withoutAppFile } }, play: failing(BROKEN, 'It has no app file.') }
export const BrokenConfig: Story = { args: { server: { space: spaces.wronglyConfigured } }, play: failing(BROKEN, 'configuration') }
export const BrokenBuild: Story = { args: { server: { space: spaces.notBuilt } }, play: failing(BROKEN, 'could not be built') }
export const BrokenRuntime: Story = { args: { server: { space: spaces.crashed } }, play: failing(BROKEN, 'It crashed.') }
export const Deleting: Story = { args: { server: { space: spaces.deleting } }, play: failing('This Space is being deleted.') }
export const Private: Story = { args: { server: { space: spaces.private } }, play: failing(/^This Space is private/) }
export const QuotaUsedUp: Story = {
  args: { endpoint: '/gpu_quota_used_up', server: { space: spaces.running } },
  async play(context) {
    await runFailing('The free GPU time is used up.', /It comes back in 3.h.12.min\./)(context)
    await expect(context.canvas.getByRole('link', { name: 'Sign in' })).toBeVisible()
  },
}
export const QuotaTooSmall: Story = {
  args: { endpoint: '/gpu_quota_too_small', server: { space: spaces.running } },
  play: runFailing('There is not enough free GPU time left.'),
}
export const GpuDurationRefused: Story = {
  args: { endpoint: '/gpu_duration_refused', server: { space: spaces.running } },
  play: runFailing('This run asks for more GPU time than is allowed.'),
}
export const GpuBusy: Story = {
  args: { endpoint: '/gpu_busy', server: { space: spaces.running } },
  play: runFailing('All GPUs are busy.'),
}
export const WaitingForGpu: Story = {
  args: { endpoint: '/gpu_queue', server: { space: spaces.running, scenarios: [{ ...scenarios.gpuQueue, holdAfter: 3 }] } },
  async play({ canvas, userEvent }) {
    const run = await canvas.findByRole('button', { name: 'Run' })
    await waitFor(() => expect(run).not.toHaveAttribute('aria-disabled'))
    await userEvent.click(run)
    await expect((await canvas.findAllByText('Waiting for a GPU to become available'))[0]).toBeVisible()
  },
}
export const LoginRequired: Story = {
  args: {
    app: HOST,
    server: { refusal: { status: 401, body: { detail: { error: 'Not authenticated', auth_message: 'For members of the club.' } } } },
  },
  async play(context) {
    await failing('This app wants you to sign in.', 'For members of the club.')(context)
    await expect(context.canvas.getByRole('link', { name: 'Open the app' })).toHaveAttribute('href', HOST)
  },
}
export const Unreachable: Story = {
  args: { app: HOST, server: { space: spaces.running } },
  parameters: { isDead: true },
  play: failing('The app does not answer.'),
}
export const NotGradio: Story = {
  args: { app: HOST, server: { space: spaces.running, refusal: { status: 200, body: '<!doctype html><title>A Docker Space</title>' } } },
  play: failing('There is no Gradio app at this address.'),
}
export const Dark: Story = { ...Sleeping, parameters: { theme: 'dark' } }
export const DarkPaused: Story = { ...Paused, parameters: { theme: 'dark' } }
export const RightToLeft: Story = { ...Sleeping, parameters: { direction: 'rtl' } }
export const Narrow320: Story = { args: { ...Sleeping.args, width: 288 }, play: saying(ASLEEP) }
export const Narrow320Quota: Story = { ...QuotaUsedUp, args: { ...QuotaUsedUp.args, width: 288 } }
