/**
 * Real Gradio behind a network that delays, cuts and stalls, direct and through the relay: right values, no hangs,
 * nothing twice. Every endpoint of the example app runs at once in each case; what is right is what the app says
 * undisturbed.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { freePort, startGradioApp } from '../../scripts/gradio-app.ts'
import type { GradioApp, GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import type { AppDescription, SettledState } from '../../src/client/index.ts'
import { createFaultyProxy } from './faulty-proxy.ts'
import type { FaultyProxy, ProxyPlan } from './faulty-proxy.ts'
import { serveRelay } from './serve.ts'
import type { ServedRelay } from './serve.ts'

const apps = inject('gradio')
const versions = Object.keys(apps) as GradioVersion[]

/** Short runs of everything; `null`: the app's own failure. */
const CALLS: readonly (readonly [endpoint: string, inputs: readonly unknown[] | Readonly<Record<string, unknown>>])[] = [
  ['/echo', ['héllo 漢字 😀']],
  ['/progress', [3, 0.02]],
  ['/progress_tqdm', [3, 0.02]],
  ['/stream_text', [12, 0.02]],
  ['/stream_json', [0.02, true]],
  ['/stream_table', [0.02, true]],
  ['/stream_updates', [0.02]],
  ['/fail', ['no good']],
  ['/fail_midway', [3, 0.02]],
  ['/crash', ['boom']],
  ['/logs', []],
  ['/slow', [0.3]],
  ['/chat', ['hi there you']],
  ['/table', []],
  ['/plot', [4]],
  ['/many_inputs', { dropdown: 'red' }],
  ['/unqueued', ['abc']],
  ['/validated', [20]],
  ['/stateful', ['a']],
  ['/media', [0.05, 440]],
]
/** Endpoints that count their runs. */
const COUNTED = ['stream_text', 'slow'] as const

type Way = 'direct' | 'relay, proxy before it' | 'relay, proxy before it, polling' | 'relay, proxy behind it'

/**
 * `all`: every run ends as without faults. `lost`: so do those that were not cut; the others report a lost connection.
 */
interface Case {
  readonly way: Way
  readonly name: string
  readonly plan: ProxyPlan
  readonly ends: 'all' | 'lost'
}

const bytes = [230, 700, 1400, 260, 2500, 333, 900]
const cases: readonly Case[] = [
  ...(['direct', 'relay, proxy before it', 'relay, proxy behind it'] as const).flatMap((way): Case[] => [
    { way, name: 'delayed by 5 ms', plan: { delayMs: 5 }, ends: 'all' },
    { way, name: 'delayed by 50 ms', plan: { delayMs: 50 }, ends: 'all' },
  ]),
  ...(['rst', 'fin', 'stall'] as const).flatMap((kind): Case[] => [
    { way: 'direct', name: kind, plan: { cut: { kind, afterBytes: bytes, times: 5 } }, ends: 'lost' },
    { way: 'relay, proxy behind it', name: kind, plan: { cut: { kind, afterBytes: bytes, times: 5 } }, ends: 'lost' },
    { way: 'relay, proxy before it', name: kind, plan: { cut: { kind, afterBytes: bytes, times: kind === 'stall' ? 1 : 6 } }, ends: 'all' },
  ]),
  {
    way: 'relay, proxy before it, polling',
    name: 'rst',
    plan: { cut: { kind: 'rst', afterBytes: [100, 230, 150], times: 3 } },
    ends: 'all',
  },
  {
    way: 'relay, proxy before it, polling',
    name: 'fin',
    plan: { cut: { kind: 'fin', afterBytes: [100, 230, 150], times: 3 } },
    ends: 'all',
  },
]

/** Answers to joins that never come, or in part: of the head, and of the body. */
const joinCases: readonly Case[] = (['relay, proxy before it', 'relay, proxy before it, polling'] as const).flatMap((way) =>
  (['rst', 'fin', 'stall'] as const).map((kind): Case => {
    const afterBytes = [0, 60, 0, 200]
    return { way, name: `answers to joins: ${kind}`, plan: { cut: { of: 'joins', kind, afterBytes, times: CALLS.length } }, ends: 'all' }
  }),
)
/** Time for the answer to a join before it is sent again. */
const JOIN_MS = 3000

/** Silence that is taken for a stall; every case is quicker than Gradio's heartbeat, so that none would come. */
const INACTIVITY_MS = 4000
/**
 * Gradio 3 has no heartbeat, so silence says nothing: only a limit on the whole run ends one whose socket has stalled.
 */
const TOTAL_MS = 25_000

interface Setup {
  readonly client: GradioClient
  readonly app: AppDescription
  readonly proxy: FaultyProxy
  close(): Promise<void>
}

/** Limits in milliseconds that are not those of a quiet network. */
interface Limits {
  readonly inactivityTimeoutMs?: number
  readonly joinTimeoutMs?: number
  readonly runTimeoutMs?: number
}

async function setUp(way: Way, address: string, { inactivityTimeoutMs = 60_000, ...timeouts }: Limits = {}): Promise<Setup> {
  const inactivity = { inactivityTimeoutMs }
  let relay: ServedRelay | null = null
  let proxy: FaultyProxy
  if (way === 'direct') proxy = await createFaultyProxy(address)
  else if (way === 'relay, proxy behind it') {
    proxy = await createFaultyProxy(address)
    relay = await serveRelay({ apps: { fixture: proxy.url }, sse: true, ...inactivity })
  } else {
    relay = await serveRelay({ apps: { fixture: address }, sse: true })
    proxy = await createFaultyProxy(relay.backendUrl)
  }
  const isBefore = way.startsWith('relay, proxy before')
  const backendUrl = isBefore ? `${proxy.url}/api/experimental/sse` : (relay?.backendUrl ?? null)
  const client = new GradioClient({ backendUrl, transport: way.endsWith('polling') ? 'polling' : 'sse', ...inactivity, ...timeouts })
  const app = await client.discover(relay ? 'fixture' : proxy.url)
  return {
    client,
    app,
    proxy,
    async close() {
      client.close()
      await proxy.close()
      await relay?.close()
    },
  }
}

/** Ends of one call of each endpoint, all at once. */
async function runAll({ client, app }: Setup): Promise<Map<string, SettledState>> {
  const ends = await Promise.all(
    CALLS.map(async ([endpoint, inputs]) => [endpoint, await client.submit(app, endpoint, inputs).settled] as const),
  )
  return new Map(ends)
}

/**
 * What must be equal: the status, the values without the address a file is served at, the words of a failure, the log.
 */
function essence(state: SettledState): unknown {
  const words = state.logs.map(({ level, message, title }) => ({ level, message, title }))
  const seen =
    state.status === 'failed' ? { code: state.error.code, said: state.error.details } : { data: 'data' in state ? state.data : null }
  const written = JSON.stringify({ status: state.status, words, ...seen }, (key, value: unknown) => (key === 'url' ? undefined : value))
  // Altair numbers the views of one process.
  return JSON.parse(written.replaceAll(/\b(view|param)_\d+/g, '$1'))
}

/** What a run that was cut may end with. */
function lostCodes(isStall: boolean, isSocket: boolean, way: Way): readonly string[] {
  // A socket that is cut before it is open never was a run.
  if (!isStall) return isSocket ? ['connection-lost', 'app-unreachable'] : ['connection-lost']
  if (isSocket) return ['run-timeout', 'connection-timeout']
  // A stall may come before the answer has its head.
  return way === 'direct' ? ['idle-timeout', 'connection-timeout'] : ['connection-lost']
}

async function countRuns(address: string): Promise<Record<string, number>> {
  const client = new GradioClient({ backendUrl: null })
  const state = await client.submit(await client.discover(address), '/runs').settled
  const said = state.status === 'succeeded' ? (state.data[0] as Record<string, { started: number }>) : {}
  return Object.fromEntries(COUNTED.map((name) => [name, said[name]?.started ?? 0]))
}

describe.each(versions)('Gradio %s', (version) => {
  const address = apps[version] ?? ''
  let expected: Map<string, unknown>
  let killed: GradioApp | null = null

  beforeAll(async () => {
    const setup = await setUp('direct', address)
    const ends = await runAll(setup)
    await setup.close()
    expected = new Map([...ends].map(([endpoint, state]) => [endpoint, essence(state)]))
    expect([...ends].filter(([, { status }]) => status !== 'succeeded').map(([endpoint]) => endpoint)).toEqual([
      '/fail',
      '/fail_midway',
      '/crash',
    ])
    expect(ends.get('/stream_json')).toMatchObject({ data: [{ grid: [[1], [4]] }] })
    expect(ends.get('/stateful')).toMatchObject({ data: ['1: a'] })
  })
  afterAll(async () => {
    await killed?.stop()
  })

  test.each(cases)('$way, $name: every endpoint ends truly and runs once', async ({ way, plan, ends }) => {
    const before = await countRuns(address)
    const isStall = plan.cut?.kind === 'stall'
    const isSocket = version === '3' && !way.startsWith('relay, proxy before')
    const limits: Limits = isSocket ? { runTimeoutMs: TOTAL_MS } : { inactivityTimeoutMs: INACTIVITY_MS }
    const setup = await setUp(way, address, isStall ? limits : {})
    // An app of Gradio 3 runs one after the other, and waits for each that has stalled.
    setup.proxy.plan = isStall && isSocket && plan.cut ? { cut: { ...plan.cut, times: 2 } } : plan
    const states = await runAll(setup)
    const { cutCount } = setup.proxy
    await setup.close()
    const after = await countRuns(address)
    const codes = lostCodes(isStall, isSocket, way)
    const isLost = (state: SettledState | undefined): boolean => state?.status === 'failed' && codes.includes(state.error.code)
    const lost = [...states.values()].filter(isLost)
    for (const [endpoint, state] of states) {
      if (ends === 'lost' && isLost(state)) continue
      expect({ endpoint, ...(essence(state) as object) }).toEqual({ endpoint, ...(expected.get(endpoint) as object) })
    }
    if (plan.cut) expect(cutCount).toBeGreaterThan(0)
    // A stall can hold a connection on which the next request would have gone.
    if (ends === 'lost' && plan.cut) expect(lost.length).toBeGreaterThan(0)
    if (ends === 'lost' && plan.cut && plan.cut.kind !== 'stall') expect(lost.length).toBeLessThanOrEqual(cutCount)
    for (const name of COUNTED) {
      const started = (after[name] ?? 0) - (before[name] ?? 0)
      // A cut may come before the app has the inputs.
      const isOnce = isLost(states.get(`/${name}`)) ? started <= 1 : started === 1
      expect({ name, started, isOnce }).toMatchObject({ isOnce: true })
    }
  })

  test.each(joinCases)('$way, $name: each is sent again, every endpoint ends truly and runs once', async ({ way, plan }) => {
    const before = await countRuns(address)
    const setup = await setUp(way, address, { joinTimeoutMs: JOIN_MS })
    setup.proxy.plan = plan
    const states = await runAll(setup)
    const { cutCount } = setup.proxy
    await setup.close()
    const after = await countRuns(address)
    expect(cutCount).toBe(CALLS.length)
    for (const [endpoint, state] of states) {
      expect({ endpoint, ...(essence(state) as object) }).toEqual({ endpoint, ...(expected.get(endpoint) as object) })
    }
    for (const name of COUNTED) expect({ name, started: (after[name] ?? 0) - (before[name] ?? 0) }).toEqual({ name, started: 1 })
  })

  test('a run whose join has no answer is cancelled by its key, taken or not', async () => {
    const before = await countRuns(address)
    const setup = await setUp('relay, proxy before it', address)
    setup.proxy.plan = { cut: { of: 'joins', kind: 'stall', afterBytes: [0], times: 1 } }
    const run = setup.client.submit(setup.app, '/stream_text', [200, 0.05])
    await vi.waitFor(() => expect(setup.proxy.cutCount).toBe(1), { timeout: 10_000 })
    await run.cancel()
    expect(await run.settled).toMatchObject({ status: 'cancelled', outcome: 'confirmed' })
    await setup.close()
    const after = await countRuns(address)
    expect((after.stream_text ?? 0) - (before.stream_text ?? 0)).toBeLessThanOrEqual(1)
  })

  test.each(['direct', 'relay, proxy before it'] as const)(
    '%s: forty short runs at once over a slow stream all end, again and again',
    async (way) => {
      const setup = await setUp(way, address)
      const texts = Array.from({ length: 40 }, (_, index) => `text ${index}`)
      for (const delayMs of version === '6' ? [5, 50, 5, 50] : [5, 50]) {
        setup.proxy.plan = { delayMs }
        const states = await Promise.all(texts.map((text) => setup.client.submit(setup.app, '/echo', [text]).settled))
        expect(states.map((state) => (state.status === 'succeeded' ? state.data[0] : state))).toEqual(texts)
      }
      await setup.close()
    },
  )

  test('a server that is killed and started again ends the runs it had and takes new ones', async () => {
    const port = await freePort()
    killed = await startGradioApp(version, { port })
    const ways = await Promise.all([setUp('direct', killed.url), setUp('relay, proxy behind it', killed.url)])
    const runs = ways.map(({ client, app }) => client.submit(app, '/stream_text', [100, 0.1]))
    const begun = runs.map((run) => new Promise<void>((resolve) => run.observe((event) => event.type === 'output' && resolve())))
    // Gradio 3 runs one after the other: the second is in the queue.
    await (version === '3' ? Promise.race(begun) : Promise.all(begun))
    process.kill(killed.pid, 'SIGKILL')
    const states = await Promise.all(runs.map((run) => run.settled))
    for (const state of states) expect(state).toMatchObject({ status: 'failed', error: { code: 'connection-lost' } })
    const texts = states.flatMap((state) => ('data' in state && state.data ? [state.data[0]] : []))
    expect(texts).toEqual(Array.from({ length: version === '3' ? 1 : 2 }, () => expect.stringMatching(/^the/)))
    const refused = await Promise.all(ways.map(({ client, app }) => client.submit(app, '/echo', ['nobody']).settled))
    for (const state of refused) expect(state).toMatchObject({ status: 'failed', error: { code: 'app-unreachable' } })
    killed = await startGradioApp(version, { port })
    const again = await Promise.all(ways.map(({ client, app }) => client.submit(app, '/echo', ['again']).settled))
    for (const state of again) expect(state).toMatchObject({ status: 'succeeded', data: ['again'] })
    await Promise.all(ways.map((setup) => setup.close()))
  })
})

const newest = apps[versions.at(-1) ?? '6'] ?? ''

// It asserts nothing, so it runs only with `--all`.
test.skipIf(newest === '' || !versions.includes('4.8'))(
  'prints what @gradio/client makes of the same faults (nothing is asserted)',
  { timeout: 120_000 },
  async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=gradio-stream-source', join(import.meta.dirname, 'official-proxy-cases.ts'), newest],
      {
        timeout: 110_000,
      },
    )
    let table = ''
    child.stdout.on('data', (chunk: Buffer) => (table += chunk.toString()))
    await new Promise((resolve) => child.once('close', resolve))
    console.log(table || 'The comparison printed nothing.')
  },
)

if (versions.length === 0) test.skip('no real Gradio was started; the reason is printed above', () => {})
