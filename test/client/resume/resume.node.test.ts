/**
 * A page that is closed and opened again: two clients, one after the other, over one relay, with the kept record
 * between them.
 */
import '../loaded.ts'
import { expect, test } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import { connectWithParser } from '../../../src/client/connection/stream/parser-connector.ts'
import type { GradioClientOptions } from '../../../src/client/client-options.ts'
import { keepRun } from '../../../src/client/resume/keep-run.ts'
import { ResumeStore } from '../../../src/client/resume/resume-store.ts'
import type { Run } from '../../../src/client/run/run.ts'
import { createManualClock } from '../../../src/testing/manual-clock.ts'
import { createScenarioServer } from '../../../src/testing/scenario-server.ts'
import { completed, edited, estimation, generating, log, processStarts } from '../../../src/testing/scenario-steps.ts'
import type { Scenario } from '../../../src/testing/scenario.ts'
import { describeEnd } from '../connection/runs.ts'
import { createFakeStorage } from './fake-storage.ts'

const text = { name: 'text', component: 'textbox' } as const
const story: Scenario = {
  name: 'story',
  parameters: [{ ...text, value: 'once' }],
  returns: [text],
  isGenerator: true,
  steps: ([given]) => [
    estimation(0, 0, 1, null),
    processStarts(1000),
    log(1000, 'info', 'A line'),
    generating(1000, [String(given)]),
    edited(1000, [['append', [], ' upon']]),
    edited(1000, [['append', [], ' a time']]),
    completed(1000, [`${String(given)} upon a time`]),
  ],
}
const place = { backendUrl: null, app: 'http://app.test', endpoint: '/story', runKey: null }

async function createStage(options: GradioClientOptions = {}) {
  const clock = createManualClock()
  const server = createScenarioServer({ relay: true, clock, scenarios: [story] })
  const store = new ResumeStore(createFakeStorage(), clock)
  const count = (path: string): number => server.requests.filter((request) => request.path.includes(path)).length

  /** A page: its own client; `leave` takes it away without a word, as closing does. */
  async function openPage(backend = 'http://relay.test/api/experimental/sse') {
    const gone = new AbortController()
    const client = new GradioClient({
      backendUrl: backend,
      fetch: (input, init) => {
        const signal = init?.signal ? AbortSignal.any([init.signal, gone.signal]) : gone.signal
        return gone.signal.aborted ? new Promise<Response>(() => {}) : server.fetch(new Request(input, { ...init, signal }))
      },
      clock,
      random: () => 0.5,
      transport: connectWithParser,
      tabPorts: null,
      ...options,
    })
    const discovering = client.discover('http://app.test')
    await clock.settle()
    const app = await discovering
    const keep = (run: Run): Run => {
      keepRun(run, store, place, (each, state) => client.toRecord(each, state))
      return run
    }
    return {
      app,
      client,
      submit: (given: string) => keep(client.submit(app, '/story', [given])),
      resume() {
        const record = store.find(place)
        return record && keep(client.resume(app, record))
      },
      leave: () => gone.abort(),
    }
  }
  return { clock, server, store, count, openPage }
}

function watch(run: Run | null): unknown[] {
  const seen: unknown[] = []
  run?.observe((event) => seen.push(event.type === 'output' || event.type === 'succeeded' ? event.data[0] : event.type))
  return seen
}
const WHOLE = ['joined', 'queued', 'started', 'log', 'once', 'once upon', 'once upon a time', 'once upon a time']

const moments: readonly [string, number][] = [
  ['right after the join', 0],
  ['while it waits', 500],
  ['right after the start', 1000],
  ['in the middle', 4500],
  ['after its last step', 5500],
  ['after its end', 8000],
]
test.each(moments)('a run that is left %s is whole after the reload, and ran once', async (_title, leaveAfterMs) => {
  const { clock, server, count, openPage } = await createStage()
  const first = await openPage()
  const before = first.submit('once')
  const startedAt = clock.now()
  await clock.advance(leaveAfterMs)
  first.leave()
  await clock.advance(200)
  const second = await openPage()
  const run = second.resume()
  const seen = watch(run)
  await clock.advance(8000)
  const end = await run?.settled
  expect(describeEnd(end ?? null)).toBe('succeeded')
  expect(seen).toEqual(WHOLE)
  expect(run).toMatchObject({ id: before.id, inputs: ['once'] })
  expect(end).toMatchObject({ startedAt, data: ['once upon a time'], logs: [{ message: 'A line' }] })
  expect([count('/queue/join'), server.runs.story?.started, server.openStreamCount]).toEqual([1, 1, 0])
})

test('a run that ended while nobody watched shows its end', async () => {
  const { clock, openPage } = await createStage()
  const first = await openPage()
  first.submit('once')
  await clock.advance(2000)
  first.leave()
  await clock.advance(60_000)
  const run = (await openPage()).resume()
  await clock.advance(1000)
  expect(describeEnd((await run?.settled) ?? null)).toBe('succeeded')
})

test('a run is taken up as well by polling', async () => {
  const { clock, count, openPage } = await createStage({ transport: 'polling' })
  const first = await openPage()
  first.submit('once')
  await clock.advance(4500)
  first.leave()
  const run = (await openPage()).resume()
  const seen = watch(run)
  await clock.advance(60_000)
  expect(seen).toEqual(WHOLE)
  expect(count('/queue/data')).toBe(0)
})

test('its times are those from before the reload', async () => {
  const { clock, store, openPage } = await createStage()
  const first = await openPage()
  const submittedAt = clock.now()
  first.submit('once')
  await clock.advance(8000)
  const endedAt = store.find(place)?.endedAt
  first.leave()
  await clock.advance(100_000)
  const run = (await openPage()).resume()
  await clock.advance(1000)
  expect(await run?.settled).toMatchObject({ startedAt: submittedAt, endedAt })
  expect(store.find(place)).toMatchObject({ startedAt: submittedAt, runningAt: submittedAt + 1000, endedAt })
})

test('cancel reaches a run that was taken up', async () => {
  const { clock, server, openPage } = await createStage()
  const first = await openPage()
  first.submit('once')
  await clock.advance(4500)
  first.leave()
  const run = (await openPage()).resume()
  await clock.advance(10)
  const outcome = run?.cancel()
  await clock.advance(2000)
  expect([await outcome, describeEnd((await run?.settled) ?? null)]).toEqual(['confirmed', 'cancelled confirmed'])
  expect(server.runs.story).toMatchObject({ started: 1, cancelled: 1 })
})

test('a run that is taken up twice is one run', async () => {
  const { clock, openPage } = await createStage()
  const first = await openPage()
  first.submit('once')
  await clock.advance(2000)
  first.leave()
  const second = await openPage()
  expect(second.resume()).toBe(second.resume())
})

test('two runs of one session are taken up over one stream, and a new one joins them', async () => {
  const { clock, server, store, openPage } = await createStage()
  const first = await openPage()
  const other = first.client.submit(first.app, '/story', ['twice'])
  first.submit('once')
  await clock.advance(3000)
  const record = first.client.toRecord(other)
  first.leave()
  await clock.advance(0)
  const second = await openPage()
  const runs = [second.resume(), record && second.client.resume(second.app, record), second.submit('thrice')]
  const seen = runs.map((run) => watch(run))
  await clock.advance(1)
  expect(server.openStreamCount).toBe(1)
  await clock.advance(10_000)
  expect(seen.map((each) => each.at(-1))).toEqual(['once', 'twice', 'thrice'].map((word) => `${word} upon a time`))
  expect(seen.map((each) => each.length)).toEqual([WHOLE.length, WHOLE.length, WHOLE.length])
  expect(store.find(place)?.runId).toBe(runs[2]?.id)
})

test('one that is taken up while its session is read gets its beginning too', async () => {
  const { clock, openPage } = await createStage()
  const page = await openPage()
  const kept = page.client.submit(page.app, '/story', ['once'])
  page.client.submit(page.app, '/story', ['other'])
  await clock.advance(3500)
  const record = page.client.toRecord(kept)
  kept.detach()
  const seen = watch(record && page.client.resume(page.app, record))
  await clock.advance(10_000)
  expect(seen).toEqual(WHOLE)
})

test('a run the relay keeps no longer ends with resume-expired, and is forgotten', async () => {
  const { clock, store, openPage } = await createStage()
  const first = await openPage()
  const run = first.submit('once')
  await clock.advance(2000)
  const record = first.client.toRecord(run)
  first.leave()
  if (record) store.save(place, { ...record, sessionHash: 'f'.repeat(32) })
  const lost = (await openPage()).resume()
  await clock.advance(1000)
  const end = await lost?.settled
  expect(end).toMatchObject({ status: 'failed', error: { code: 'resume-expired', isRetryable: true, details: { endpoint: '/story' } } })
  expect(store.find(place)).toBeNull()
})

test('a run of a session that goes on without it ends with resume-expired too', async () => {
  const { clock, openPage } = await createStage()
  const first = await openPage()
  const run = first.submit('once')
  await clock.advance(8000)
  const record = first.client.toRecord(run)
  const lost = record && first.client.resume(first.app, { ...record, runId: 'other', eventId: 'never-was' })
  await clock.advance(30_000)
  expect(describeEnd((await lost?.settled) ?? null)).toBe('failed resume-expired')
})

test('a record of another app, another relay or a direct route is refused, and nothing is sent', async () => {
  const { clock, server, openPage } = await createStage()
  const { app, client, submit } = await openPage()
  const run = submit('once')
  await clock.advance(2000)
  const record = client.toRecord(run)
  if (!record) throw new Error('It is not joined.')
  const before = server.requests.length
  const direct = { ...app, capabilities: { ...app.capabilities, resume: false } }
  const attempts = [
    () => client.resume(app, { ...record, apiUrl: 'http://evil.test/gradio_api' }),
    () => client.resume(direct, record),
    () => client.resume(app, { ...record, sessionHash: '../../secret' }),
  ]
  for (const attempt of attempts) expect(attempt).toThrow(expect.objectContaining({ code: 'resume-expired' }))
  expect(() => client.resume(app, { ...record, endpoint: '/gone' })).toThrow(expect.objectContaining({ code: 'endpoint-unknown' }))
  expect(server.requests.length).toBe(before)
})

test('a page that loses sight of its run keeps it for the next', async () => {
  const { clock, store, openPage } = await createStage()
  const page = await openPage()
  const run = page.submit('once')
  await clock.advance(2000)
  run.detach()
  await clock.settle()
  expect(store.find(place)).toMatchObject({ runId: run.id, endedAt: null })
})

test('nothing secret is kept', async () => {
  const { clock, store, openPage } = await createStage({ headers: () => ({ authorization: 'Bearer secret' }) })
  const page = await openPage()
  page.submit('once')
  await clock.advance(2000)
  expect(JSON.stringify(store.find(place))).not.toContain('secret')
})
