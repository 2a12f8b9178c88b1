/**
 * Several tabs over one relay: real clients and the scenario server, fake locks and channels, a clock moved by hand.
 */
import '../loaded.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import { connectWithParser } from '../../../src/client/connection/stream/parser-connector.ts'
import type { GradioClientOptions } from '../../../src/client/client-options.ts'
import type { Run } from '../../../src/client/run/run.ts'
import { LEADER_SILENCE_MS } from '../../../src/client/tabs/shared-stream.ts'
import { createManualClock } from '../../../src/testing/manual-clock.ts'
import { createScenarioServer } from '../../../src/testing/scenario-server.ts'
import { completed, edited, generating, starting } from '../../../src/testing/scenario-steps.ts'
import type { Scenario } from '../../../src/testing/scenario.ts'
import { describeEnd } from '../connection/runs.ts'
import { createFakeOrigin } from './fake-tabs.ts'
import type { FakeTab } from './fake-tabs.ts'

const STEPS = 40
const STEP_MS = 100
/** A letter every 100 ms; takes the letter. */
const letters: Scenario = {
  name: 'letters',
  parameters: [{ name: 'letter', component: 'textbox', value: 'a' }],
  returns: [{ name: 'text', component: 'textbox' }],
  isGenerator: true,
  steps: ([letter]) => [
    ...starting(),
    generating(STEP_MS, [`${String(letter)}0`]),
    ...Array.from({ length: STEPS - 1 }, (_, index) => edited(STEP_MS, [['append', [], `,${index + 1}`]])),
    completed(STEP_MS, [textOf(String(letter))]),
  ],
}
const textOf = (letter: string): string => letter + Array.from({ length: STEPS }, (_, index) => index).join(',')
/** Every value a whole run shows, in order: any loss, double or disorder makes another list. */
const allOf = (letter: string): string[] => [
  ...Array.from({ length: STEPS }, (_, index) => letter + Array.from({ length: index + 1 }, (_, at) => at).join(',')),
  textOf(letter),
]

interface Tab {
  readonly browser: FakeTab
  readonly client: GradioClient
  start(letter: string): { readonly run: Run; readonly values: unknown[] }
  /** What a closed tab's network does. */
  cutOff(): void
}

async function createStage(options: Partial<GradioClientOptions> = {}) {
  const clock = createManualClock()
  const server = createScenarioServer({ relay: true, clock, scenarios: [letters] })
  const origin = createFakeOrigin()
  const count = (path: string): number => server.requests.filter((request) => request.path.includes(path)).length

  async function openTab(): Promise<Tab> {
    const browser = origin.open()
    const gone = new AbortController()
    const client = new GradioClient({
      backendUrl: 'http://relay.test/api/experimental/sse',
      fetch: (input, init) => {
        const signal = init?.signal ? AbortSignal.any([init.signal, gone.signal]) : gone.signal
        return gone.signal.aborted ? new Promise<Response>(() => {}) : server.fetch(new Request(input, { ...init, signal }))
      },
      clock,
      random: () => 0.5,
      transport: connectWithParser,
      tabPorts: browser.ports,
      ...options,
    })
    const discovering = client.discover('http://app.test')
    await clock.settle()
    const app = await discovering
    return {
      browser,
      client,
      start(letter) {
        const run = client.submit(app, '/letters', [letter])
        const values: unknown[] = []
        run.observe((event) => {
          if (event.type === 'output' || event.type === 'succeeded') values.push(event.data[0])
        })
        return { run, values }
      },
      cutOff() {
        browser.close()
        gone.abort()
      },
    }
  }
  return { clock, server, origin, count, openTab }
}

const hashes = (paths: readonly { path: string }[]): Set<string | null> =>
  new Set(paths.flatMap(({ path }) => (path.includes('/queue/data') ? [new URL(path, 'http://x').searchParams.get('session_hash')] : [])))

test('three tabs with runs that overlap hold one stream in one session', async () => {
  const { clock, server, count, openTab } = await createStage()
  const tabs = [await openTab(), await openTab(), await openTab()]
  const runs = []
  for (const [index, tab] of tabs.entries()) {
    runs.push(tab.start('abc'[index] ?? ''))
    await clock.advance(STEP_MS * 5)
    expect(server.openStreamCount).toBe(1)
  }
  expect(count('/queue/data')).toBe(1)
  await clock.advance(STEP_MS * (STEPS + 20))
  expect(runs.map(({ values }) => values)).toEqual(['a', 'b', 'c'].map(allOf))
  expect(hashes(server.requests).size).toBe(1)
  expect(server.runs.letters).toMatchObject({ started: 3, finished: 3 })
  expect(server.openStreamCount).toBe(0)
})

test('two tabs that begin at the same moment begin one session', async () => {
  const { clock, server, count, openTab } = await createStage()
  const tabs = [await openTab(), await openTab()]
  const runs = tabs.map((tab, index) => tab.start('ab'[index] ?? ''))
  await clock.advance(STEP_MS * 10)
  expect(count('/queue/data')).toBe(1)
  await clock.advance(STEP_MS * STEPS)
  expect(runs.map(({ values }) => values)).toEqual(['a', 'b'].map(allOf))
  expect(server.runs.letters).toMatchObject({ started: 2, finished: 2 })
})

test.each([1, 7, 20, 39])('when the leading tab closes after %i steps the other goes on, with nothing lost or doubled', async (steps) => {
  const { clock, server, count, openTab } = await createStage()
  const [first, second] = [await openTab(), await openTab()]
  first.start('a')
  await clock.advance(0)
  const { run, values } = second.start('b')
  await clock.advance(STEP_MS * steps)
  first.cutOff()
  await clock.advance(0)
  expect(server.openStreamCount).toBe(1)
  await clock.advance(STEP_MS * (STEPS + 5))
  expect(values).toEqual(allOf('b'))
  expect(describeEnd(await run.settled)).toBe('succeeded')
  expect(count('/queue/data')).toBe(2)
})

test('a tab whose runs have ended passes the lead on', async () => {
  const { clock, server, openTab } = await createStage()
  const [first, second] = [await openTab(), await openTab()]
  const one = first.start('a')
  await clock.advance(STEP_MS * 20)
  const other = second.start('b')
  await clock.advance(STEP_MS * 30)
  expect(describeEnd(await one.run.settled)).toBe('succeeded')
  expect(server.openStreamCount).toBe(1)
  await clock.advance(STEP_MS * 20)
  expect([one.values, other.values]).toEqual(['a', 'b'].map(allOf))
  expect(server.openStreamCount).toBe(0)
})

test('a tab that is told nothing takes over, and the one that thaws has everything too', async () => {
  const { clock, openTab } = await createStage()
  const [first, second] = [await openTab(), await openTab()]
  const one = first.start('a')
  await clock.advance(STEP_MS)
  const other = second.start('b')
  await clock.advance(STEP_MS * 3)
  first.browser.freeze()
  await clock.advance(LEADER_SILENCE_MS * 1.2)
  expect(other.values).toEqual(allOf('b'))
  first.browser.thaw()
  await clock.advance(STEP_MS)
  expect(one.values).toEqual(allOf('a'))
})

test('a stream that drops in the leading tab is picked up at once by another', async () => {
  const { clock, server, openTab } = await createStage()
  const [first, second] = [await openTab(), await openTab()]
  const one = first.start('a')
  await clock.advance(0)
  const other = second.start('b')
  for (const steps of [3, 4, 6, 9]) {
    await clock.advance(STEP_MS * steps)
    server.cut()
  }
  await clock.advance(STEP_MS * STEPS * 2)
  expect([one.values, other.values]).toEqual(['a', 'b'].map(allOf))
})

test('a run that begins in a session others have read far does not read it from the start', async () => {
  const { clock, server, openTab } = await createStage()
  const [first, second] = [await openTab(), await openTab()]
  first.start('a')
  await clock.advance(STEP_MS * 30)
  const other = second.start('b')
  await clock.advance(STEP_MS * (STEPS + 10))
  expect(other.values).toEqual(allOf('b'))
  const asked = server.requests.flatMap(({ path }) =>
    path.includes('/queue/poll') ? [new URL(path, 'http://x').searchParams.get('after')] : [],
  )
  expect(asked).not.toContain('')
})

test('a session ends with its last run: nothing is held, and the next begins another', async () => {
  const { clock, server, origin, openTab } = await createStage()
  const tab = await openTab()
  for (let round = 0; round < 2; round += 1) {
    tab.start('a')
    await clock.advance(STEP_MS * (STEPS + 5))
    expect(origin.held()).toEqual([])
  }
  expect(hashes(server.requests).size).toBe(2)
  // The relay's own timers end with it.
  server.close()
  await clock.settle()
  expect(clock.pendingCount).toBe(0)
})

test('tabs do not share where that is switched off', async () => {
  const { clock, server, openTab } = await createStage({ shareTabs: false })
  const tabs = [await openTab(), await openTab()]
  for (const tab of tabs) tab.start('a')
  await clock.advance(STEP_MS)
  expect(server.openStreamCount).toBe(2)
  expect(hashes(server.requests).size).toBe(2)
})

test('a client with headers does not share unless it is told to', async () => {
  const { clock, server, openTab } = await createStage({ headers: () => ({ authorization: 'one' }) })
  const tabs = [await openTab(), await openTab()]
  for (const tab of tabs) tab.start('a')
  await clock.advance(STEP_MS)
  expect(server.openStreamCount).toBe(2)
})

test('a tab whose locks do not work goes alone', async () => {
  const refuse = (): Promise<never> => Promise.reject(new DOMException('not here', 'SecurityError'))
  const { clock, openTab } = await createStage({
    tabPorts: { locks: { acquire: refuse, heldNames: refuse }, openChannel: () => ({ post() {}, listen() {}, close() {} }) },
  })
  const { values } = (await openTab()).start('a')
  await clock.advance(STEP_MS * (STEPS + 5))
  expect(values).toEqual(allOf('a'))
})

test('a tab that is not answered by a frozen one goes alone after a second', async () => {
  const { clock, origin, openTab } = await createStage()
  const frozen = origin.open()
  await frozen.ports.locks.acquire('react-gradio-stream:1:choose:http://relay.test/api/experimental/sse/apps/demo/gradio_api')
  const { values } = (await openTab()).start('a')
  await clock.advance(1000 + STEP_MS)
  expect(origin.held()).toHaveLength(1)
  await clock.advance(STEP_MS * (STEPS + 5))
  expect(values).toEqual(allOf('a'))
})

const acts = fc.array(
  fc.record({
    kind: fc.constantFrom('close', 'freeze', 'thaw', 'cut', 'start', 'wait' as const),
    at: fc.nat(2),
    afterMs: fc.integer({ min: 0, max: 900 }),
  }),
  { maxLength: 14 },
)

test('whatever tabs do to each other, every run that is still watched is whole', async () => {
  const check = fc.asyncProperty(acts, async (list) => {
    const { clock, server, openTab } = await createStage()
    const tabs = [await openTab(), await openTab(), await openTab()]
    const closed = new Set<Tab>()
    const watched = tabs.map((tab, index) => ({ tab, letter: 'abc'[index] ?? '', ...tab.start('abc'[index] ?? '') }))
    for (const { kind, at, afterMs } of list) {
      await clock.advance(afterMs)
      const tab = tabs[at]
      if (!tab || closed.has(tab)) continue
      if (kind === 'cut') server.cut()
      if (kind === 'start') watched.push({ tab, letter: 'z', ...tab.start('z') })
      if (kind === 'freeze') tab.browser.freeze()
      if (kind === 'thaw') tab.browser.thaw()
      if (kind !== 'close') continue
      tab.cutOff()
      closed.add(tab)
    }
    for (const tab of tabs) tab.browser.thaw()
    await clock.advance(LEADER_SILENCE_MS * 4)
    const alive = watched.filter(({ tab }) => !closed.has(tab))
    expect(alive.map(({ values }) => values)).toEqual(alive.map(({ letter }) => allOf(letter)))
    expect(server.openStreamCount).toBe(0)
  })
  await fc.assert(check, { numRuns: Number(process.env.TAB_RUNS ?? 25) })
}, 300_000)
