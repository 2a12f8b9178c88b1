/** A page that follows a run which a server began, by its token alone: the hook, and the card. All under StrictMode. */
import '../client/loaded.ts'
import { QueryClient } from '@tanstack/react-query'
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode, useState } from 'react'
import type { ReactNode } from 'react'
import { afterEach, expect, test } from 'vitest'
import { GradioProcess, GradioProvider, useGradioFollow } from '../../src/react/index.ts'
import type { GradioStream } from '../../src/react/index.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelay } from '../../src/relay/index.ts'
import { createScenarioServer } from '../../src/testing/scenario-server.ts'
import { APP, WITH_VALUE, broken, countOf, story } from './stage.tsx'

configure({ asyncUtilTimeout: 5_000 })

let relay: GradioRelay | undefined
afterEach(() => {
  cleanup()
  return relay?.close()
})

function createServer() {
  const server = createScenarioServer({ scenarios: [{ ...story, holdAfter: WITH_VALUE }, broken], speed: Infinity })
  const own = createGradioRelay({
    apps: { demo: APP },
    sse: true,
    fetch: (input, init) => server.fetch(new Request(input, init)),
    tokens: { secret: 'a secret of the tests, 32 letters' },
  })
  relay = own
  const fetch: typeof globalThis.fetch = (input, init) =>
    own.fetch(new Request(input instanceof Request ? input : new URL(input, location.href), init))
  /** One page; another one has nothing of it but the token. */
  const open = (children: ReactNode) =>
    render(
      <StrictMode>
        <GradioProvider queryClient={new QueryClient()} fetch={fetch} shareTabs={false}>
          {children}
        </GradioProvider>
      </StrictMode>,
    )
  const begin = (endpoint = '/story') => own.submit({ app: 'demo', endpoint })
  return { server, relay: own, open, begin }
}

function Panel({ token, onStream }: { token: string; onStream?: (stream: GradioStream) => void }): ReactNode {
  const stream = useGradioFollow(token)
  onStream?.(stream)
  return (
    <section>
      <output aria-label="App">{stream.discovery.data?.title ?? stream.discovery.status}</output>
      <output aria-label="Endpoint">{stream.endpoint?.name ?? 'none'}</output>
      <output aria-label="State">{stream.state.status}</output>
      <output aria-label="Data">{stream.data?.join() ?? 'none'}</output>
      <output aria-label="Error">{stream.error?.code ?? 'none'}</output>
      <output aria-label="Can cancel">{String(stream.followed?.canCancel)}</output>
    </section>
  )
}

/** The next of its children at each press. */
function Choice({ children }: { children: readonly ReactNode[] }): ReactNode {
  const [index, setIndex] = useState(0)
  return (
    <>
      {children[index]}
      <button type="button" onClick={() => setIndex(index + 1)}>
        Next
      </button>
    </>
  )
}

const shown = (): (string | null)[] => screen.getAllByRole('status').map((line) => line.textContent)
const until = (...lines: string[]): Promise<void> => waitFor(() => expect(shown()).toEqual(lines))

test('shows the run from its first message to its end, on each device, and it ran once', async () => {
  const { server, relay: own, open, begin } = createServer()
  const { token } = await begin()
  open(<Panel token={token} />)
  expect(shown()).toEqual(['pending', 'none', 'idle', 'none', 'none', 'false'])
  await until('Scenarios', '/story', 'running', 'once upon', 'none', 'true')
  cleanup()
  const watch = await own.createWatchToken(token)
  open(<Panel token={watch.token} />)
  await until('Scenarios', '/story', 'running', 'once upon', 'none', 'false')
  server.release()
  await until('Scenarios', '/story', 'succeeded', 'once upon a time', 'none', 'false')
  cleanup()
  open(<Panel token={watch.token} />)
  await until('Scenarios', '/story', 'succeeded', 'once upon a time', 'none', 'false')
  expect([countOf(server, 'queue/join'), server.runs.story?.cancelled]).toEqual([1, 0])
})

test('cancels with a token, and says clearly that a watch token does not', async () => {
  const { relay: own, open, begin } = createServer()
  const { token } = await begin()
  const watch = await own.createWatchToken(token)
  let stream: GradioStream | undefined
  const page = open(<Panel token={watch.token} onStream={(next) => (stream = next)} />)
  await until('Scenarios', '/story', 'running', 'once upon', 'none', 'false')
  await expect(stream?.cancel()).rejects.toMatchObject({ code: 'access-denied' })
  await expect(stream?.submitAsync()).rejects.toMatchObject({ code: 'access-denied' })
  expect(shown()[2]).toBe('running')
  page.unmount()
  open(<Panel token={token} onStream={(next) => (stream = next)} />)
  await until('Scenarios', '/story', 'running', 'once upon', 'none', 'true')
  expect(await stream?.cancel()).toBe('confirmed')
  await until('Scenarios', '/story', 'cancelled', 'once upon', 'none', 'true')
})

test('another token is another run, and one that opens nothing is an error', async () => {
  const { open, begin } = createServer()
  const [first, second] = [await begin(), await begin('/broken')]
  open(
    <Choice>
      {[first.token, second.token, 'a.b.c'].map((token) => (
        <Panel key="panel" token={token} />
      ))}
    </Choice>,
  )
  await until('Scenarios', '/story', 'running', 'once upon', 'none', 'true')
  await userEvent.click(screen.getByRole('button'))
  await until('Scenarios', '/broken', 'failed', 'half', 'run-failed', 'true')
  await userEvent.click(screen.getByRole('button'))
  await until('error', 'none', 'idle', 'none', 'token-invalid', 'false')
})

test('the card has the outputs, the state and a cancel button, and no form', async () => {
  const { server, open, begin } = createServer()
  const { token } = await begin()
  open(<GradioProcess.Follow token={token} />)
  const card = await screen.findByRole('region', { name: 'Story' })
  expect(await within(card).findByText('once upon')).toBeDefined()
  expect(within(card).queryByRole('form')).toBeNull()
  expect(within(card).queryByRole('button', { name: 'Run' })).toBeNull()
  await userEvent.click(within(card).getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(server.runs.story?.cancelled).toBe(1))
})

test('the card of a watch link has no cancel button, and goes with the run to its end', async () => {
  const { server, relay: own, open, begin } = createServer()
  const watch = await own.createWatchToken((await begin()).token)
  open(<GradioProcess.Follow token={watch.token} />)
  const card = await screen.findByRole('region', { name: 'Story' })
  expect(await within(card).findByText('once upon')).toBeDefined()
  expect(within(card).queryByRole('button', { name: 'Cancel' })).toBeNull()
  server.release()
  expect(await within(card).findByText('once upon a time')).toBeDefined()
})

test('the card says that a run has failed, and offers nobody to run it again', async () => {
  const { open, begin } = createServer()
  const { token } = await begin('/broken')
  open(<GradioProcess.Follow token={token} />)
  const card = await screen.findByRole('region', { name: 'Broken' })
  expect(await within(card).findByText('The app could not finish.')).toBeDefined()
  expect(within(card).getAllByText('no good').length).toBeGreaterThan(0)
  expect(within(card).queryByText('Check the values and run it again.')).toBeNull()
  expect(within(card).queryByRole('button', { name: /again/i })).toBeNull()
})

test('the card says what a link is that opens nothing, and what to do', async () => {
  const { open } = createServer()
  open(<GradioProcess.Follow token="a.b.c" />)
  expect((await screen.findAllByText('The link to this run has expired, or does not belong here.')).length).toBeGreaterThan(0)
  expect(screen.getAllByText('Ask whoever gave it to you for a new one.').length).toBeGreaterThan(0)
  expect(screen.queryByRole('button', { name: /again/i })).toBeNull()
})
