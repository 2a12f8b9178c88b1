/** A Space in every state, whole: component, hook, client and Hub's routes are real, time is moved by hand. */
import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { QueryClient } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { expect, it, onTestFinished } from 'vitest'
import { GradioProcess, GradioProvider } from '../../../src/react/index.ts'
import { createManualClock, createScenarioServer, scenarios, spaces } from '../../../src/testing/index.ts'
import type { ManualClock, ScenarioServer, ScenarioServerOptions } from '../../../src/testing/index.ts'

const HOST = 'https://owner-space.hf.space'

interface Drawn {
  readonly clock: ManualClock
  readonly server: ScenarioServer
  /** Moves time, and lets React follow. */
  readonly advance: (byMs: number) => Promise<void>
  /** The same in one step: what ticks meanwhile ticks once. */
  readonly leap: (byMs: number) => Promise<void>
}

function drawSpace(
  options: ScenarioServerOptions,
  { app = HOST, scenario = scenarios.progress }: { app?: string; scenario?: (typeof scenarios)[keyof typeof scenarios] } = {},
): Drawn {
  const clock = createManualClock()
  const server = createScenarioServer({ scenarios: [scenario], clock, ...options })
  onTestFinished(() => server.close())
  const toServer: typeof fetch = (input, init) => server.fetch(new Request(input, init))
  const queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  render(
    <StrictMode>
      <GradioProvider backendUrl={options.relay ? 'https://relay.test/api' : null} fetch={toServer} clock={clock} queryClient={queryClient}>
        <GradioProcess app={app} endpoint={scenario.name} locale="en" clock={clock} />
      </GradioProvider>
    </StrictMode>,
  )
  const leap = (byMs: number) => {
    clock.sleep(byMs - 1000)
    return act(() => clock.advance(1000))
  }
  return { clock, server, advance: (byMs) => act(() => clock.advance(byMs)), leap }
}

const ASLEEP = 'The app is asleep. Waking it takes a minute or two.'
const line = () => screen.findByRole('group', { name: 'State of the app' })
const polite = () =>
  screen
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .join('')

it.each([
  ['directly', false, HOST],
  ['by its name', false, 'owner/space'],
  ['through a relay', true, HOST],
])('shows a sleeping Space being woken, and its form once it is there: %s', async (_name, relay, app) => {
  const { advance, server } = drawSpace({ space: spaces.sleeping, relay }, { app })
  expect((await line()).textContent).toContain(ASLEEP)
  expect(polite()).toContain(ASLEEP)
  const form = screen.getByRole('form', { name: /Inputs$/ })
  expect(form.getAttribute('aria-busy')).toBe('true')
  await advance(10_000)
  expect(screen.getByRole('timer').textContent).toBe('00:10')
  await advance(15_000)
  expect((await line()).textContent).toContain('The app is starting.')
  expect(polite()).toContain('The app is starting.')
  await advance(45_000)
  expect(await screen.findByRole('textbox', { name: 'Prompt' })).toBeTruthy()
  expect(screen.getByRole('form', { name: /Inputs$/ })).toBe(form)
  expect(screen.queryByRole('group', { name: 'State of the app' })).toBeNull()
  expect(polite()).toContain('The app is ready.')
  expect(server.requests.filter(({ path }) => path === '/config').length).toBeLessThan(6)
})

it('says that an app is built, and later that this takes longer than usual', async () => {
  const { leap } = drawSpace({ space: { stages: [{ stage: 'BUILDING' }] } })
  expect((await line()).textContent).toContain('The app is being built.')
  await leap(9 * 60_000)
  expect((await line()).textContent).toContain('It is taking longer than usual.')
  await leap(2 * 60_000)
  expect(await screen.findByRole('group', { name: 'The app did not start in time.' })).toBeTruthy()
})

it.each([
  ['paused', 'This Space is paused.', /Only its owner/],
  ['withoutAppFile', 'This Space does not work right now.', /no app file/],
  ['wronglyConfigured', 'This Space does not work right now.', /configuration is wrong/],
  ['notBuilt', 'This Space does not work right now.', /could not be built/],
  ['crashed', 'This Space does not work right now.', /It crashed/],
  ['deleting', 'This Space is being deleted.', /Use another/],
  ['private', 'This Space is private, or it does not exist.', /token/],
] as const)('says what befalls a Space that is %s', async (name, title, body) => {
  for (const relay of [false, true]) {
    const { server } = drawSpace({ space: spaces[name], relay })
    const [error] = (await screen.findAllByRole('group', { name: title })).slice(-1)
    expect(error?.textContent).toMatch(body)
    expect(server.requests.length).toBeLessThan(8)
  }
  // Only where a word with the owner helps.
  expect(screen.queryAllByRole('link', { name: 'Ask its owner' })).toHaveLength(name === 'deleting' || name === 'private' ? 0 : 2)
})

it('shows a built Space that fails on the way', async () => {
  const { advance } = drawSpace({ space: spaces.buildFailing })
  expect((await line()).textContent).toContain('being built')
  await advance(40_000)
  expect((await screen.findByRole('group', { name: 'This Space does not work right now.' })).textContent).toContain('BUILD_ERROR')
})

it('asks a paused Space again when told to', async () => {
  const { server, advance } = drawSpace({ space: { stages: [{ stage: 'PAUSED', forMs: 5000 }, { stage: 'RUNNING' }] } })
  const again = await screen.findByRole('button', { name: 'Check again' })
  const { length } = server.requests
  await advance(6000)
  expect(server.requests).toHaveLength(length)
  await userEvent.click(again)
  expect(await screen.findByRole('textbox', { name: 'Prompt' })).toBeTruthy()
})

it('obeys a Hub that asks to slow down', async () => {
  const { advance } = drawSpace({ space: spaces.rateLimited }, { app: 'owner/space' })
  expect(await line()).toBeTruthy()
  await advance(20_000)
  expect(await screen.findByRole('textbox', { name: 'Prompt' })).toBeTruthy()
})

async function pressRun({ advance }: Drawn): Promise<void> {
  const run = await screen.findByRole('button', { name: 'Run' })
  await waitFor(() => expect(run.getAttribute('aria-disabled')).toBeNull())
  await userEvent.click(run)
  for (let turn = 0; turn < 4; turn += 1) await advance(1000)
}

it('says when the free GPU time comes back, counts down, and offers to sign in', async () => {
  const drawn = drawSpace({}, { scenario: scenarios.gpuQuotaUsedUp })
  await pressRun(drawn)
  const error = await screen.findByRole('group', { name: 'The free GPU time is used up.' })
  expect(error.textContent).toMatch(/It comes back in 3.h.1[12].min\./)
  expect(error.textContent).not.toContain('href')
  expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('https://huggingface.co/join')
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  await drawn.leap(3_600_000)
  expect(error.textContent).toMatch(/It comes back in 2.h.1[12].min\./)
  await drawn.leap(2.3 * 3_600_000)
  expect(error.textContent).toContain('You can run it again now.')
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
})

it('shows that it waits for a GPU', async () => {
  const drawn = drawSpace({}, { scenario: scenarios.gpuQueue })
  await pressRun(drawn)
  expect(await screen.findByText('Waiting for a GPU to become available', { selector: '.rgs-status-text bdi' })).toBeTruthy()
})

it.each([
  ['gpuQuotaTooSmall', 'There is not enough free GPU time left.', false],
  ['gpuDurationRefused', 'This run asks for more GPU time than is allowed.', false],
] as const)('does not offer to try again what cannot work: %s', async (name, title, isOffered) => {
  const drawn = drawSpace({}, { scenario: scenarios[name] })
  await pressRun(drawn)
  expect(await screen.findByRole('group', { name: title })).toBeTruthy()
  expect(screen.queryAllByRole('button', { name: 'Try again' })).toHaveLength(isOffered ? 1 : 0)
})

it('links a login to the app itself and can check again after it', async () => {
  drawSpace({ refusal: { status: 401, body: { detail: { error: 'Not authenticated', auth_message: 'Members only' } } } })
  const error = await screen.findByRole('group', { name: 'This app wants you to sign in.' })
  expect(error.textContent).toContain('Members only')
  expect(screen.getByRole('link', { name: 'Open the app' }).getAttribute('href')).toBe(HOST)
  expect(screen.getByRole('button', { name: 'Check again' })).toBeTruthy()
})
