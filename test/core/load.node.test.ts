import { expect, test, vi } from 'vitest'
import { GradioClient } from '../../src/core/client.ts'
import { connectWithParser } from '../../src/core/connection/parser-connector.ts'
import { Piece } from '../../src/core/load-piece.ts'
import type { RunnerModule } from '../../src/core/prefetch-runner.ts'
import * as runner from '../../src/core/runner.ts'
import { createFakeApp, fixtureApp, message } from './connection/fake-app.ts'
import type { FakeApp } from './connection/fake-app.ts'

const ENDPOINT = '/stream_text'

/** A loader that the test answers by hand. */
function createLoader() {
  const asked: { come(): void; fail(cause: unknown): void }[] = []
  const load = () =>
    new Promise<RunnerModule>((resolve, reject) => asked.push({ come: () => resolve(runner), fail: (cause) => reject(cause) }))
  /** A load that fails is repeated once at once; this answers both. */
  const failTwice = async (cause: unknown): Promise<void> => {
    asked.at(-1)?.fail(cause)
    const { length } = asked
    await vi.waitFor(() => expect(asked).toHaveLength(length + 1))
    asked.at(-1)?.fail(cause)
  }
  return { asked, failTwice, piece: new Piece('drives runs', load) }
}

function createStage(fake: FakeApp = createFakeApp()) {
  const { asked, failTwice, piece } = createLoader()
  const client = new GradioClient({ fetch: fake.fetch, clock: fake.clock, random: () => 0, connect: connectWithParser }, piece)
  return { fake, asked, failTwice, piece, client, app: fixtureApp('direct') }
}

test('a run is given at once, says that it is being submitted, and joins when what drives it has come', async () => {
  const { fake, asked, client, app } = createStage()
  const run = client.submit(app, ENDPOINT)
  const before = run.getSnapshot()
  expect(before.state.status).toBe('submitting')
  expect(run.getSnapshot()).toBe(before)
  await fake.clock.advance(1000)
  expect(fake.asked('/queue/join')).toHaveLength(0)
  asked[0]?.come()
  await fake.clock.settle()
  await fake.clock.advance(0)
  fake.stream().send(message.done('e1', 'all'))
  expect(await run.settled).toMatchObject({ status: 'succeeded', data: ['all'] })
  expect(client.runs.size).toBe(0)
})

test('who listened before hears everything, once, numbered without a gap', async () => {
  const { fake, asked, client, app } = createStage()
  const run = client.submit(app, ENDPOINT)
  const sequences: number[] = []
  const published = vi.fn<() => void>()
  run.observe(({ sequence }) => sequences.push(sequence))
  run.subscribe(published)
  const stop = run.subscribe(() => expect.unreachable('it no longer listens'))
  asked[0]?.come()
  await fake.clock.settle()
  stop()
  await fake.clock.advance(0)
  fake.stream().send(message.done('e1', 'all'))
  await run.settled
  expect(sequences).toEqual(sequences.map((_, index) => index + 2))
  expect(run.getTrace().events.map(({ sequence }) => sequence)).toEqual([1, ...sequences])
  expect(published).toHaveBeenCalled()
})

test('a load that fails ends the run as load-failed, and the next run loads again', async () => {
  const { fake, asked, failTwice, client, app } = createStage()
  const first = client.submit(app, ENDPOINT)
  const events: string[] = []
  const published = vi.fn<() => void>()
  first.observe(({ type }) => events.push(type))
  first.subscribe(published)
  await fake.clock.settle()
  await failTwice(new TypeError('Failed to fetch dynamically imported module'))
  expect(await first.settled).toMatchObject({ status: 'failed', error: { code: 'load-failed', isRetryable: true } })
  expect(first.getSnapshot()).toMatchObject({ state: { status: 'failed' }, connection: { readyState: 'closed' } })
  expect(events).toEqual(['failed'])
  expect(published).toHaveBeenCalledTimes(1)
  expect(first.getTrace().events).toMatchObject([{ type: 'submitted' }, { type: 'failed', error: { code: 'load-failed' } }])
  expect(client.runs.size).toBe(0)

  const second = client.submit(app, ENDPOINT)
  await fake.clock.settle()
  expect(asked).toHaveLength(3)
  asked[2]?.come()
  await fake.clock.settle()
  await fake.clock.advance(0)
  fake.stream().send(message.done('e1', 'all'))
  expect(await second.settled).toMatchObject({ status: 'succeeded' })
})

test('a load that hangs ends the run when its time is up, and the next run loads again', async () => {
  const { fake, asked, client, app } = createStage()
  const run = client.submit(app, ENDPOINT)
  await fake.clock.advance(30_000)
  expect(await run.settled).toMatchObject({ status: 'failed', error: { code: 'load-failed' } })
  client.submit(app, ENDPOINT)
  await fake.clock.settle()
  expect(asked).toHaveLength(2)
})

test('two runs wait for one load', async () => {
  const { fake, asked, client, app } = createStage()
  client.submit(app, ENDPOINT)
  client.submit(app, ENDPOINT)
  await fake.clock.settle()
  expect(asked).toHaveLength(1)
  asked[0]?.come()
  await fake.clock.settle()
  await fake.clock.advance(0)
  expect(fake.asked('/queue/join')).toHaveLength(2)
})

test('cancelled before the load it is confirmed, and nothing is joined', async () => {
  const { fake, asked, client, app } = createStage()
  const run = client.submit(app, ENDPOINT)
  const events: string[] = []
  run.observe(({ type }) => events.push(type))
  expect(await run.cancel()).toBe('confirmed')
  expect(await run.cancel()).toBe('confirmed')
  expect(await run.settled).toMatchObject({ status: 'cancelled', outcome: 'confirmed' })
  expect(events).toEqual(['cancel-requested', 'cancelled'])
  asked[0]?.come()
  await fake.clock.advance(60_000)
  expect(fake.requests).toHaveLength(0)
  expect(run.getSnapshot().state.status).toBe('cancelled')
})

test('detached before the load, or with its client closed, nothing is joined', async () => {
  const { fake, asked, client, app } = createStage()
  const [one, other] = [client.submit(app, ENDPOINT), client.submit(app, ENDPOINT)]
  one.detach()
  client.close()
  asked[0]?.come()
  await fake.clock.advance(60_000)
  for (const run of [one, other]) expect(await run.settled).toMatchObject({ status: 'failed', error: { code: 'aborted' } })
  expect(fake.requests).toHaveLength(0)
  expect(client.toRecord(one)).toBeNull()
})

test('what is wrong with a call is thrown before anything is loaded', () => {
  const { asked, client, app } = createStage()
  expect(() => client.submit(app, '/nothing')).toThrow(expect.objectContaining({ code: 'endpoint-unknown' }))
  expect(() => client.submit(app, ENDPOINT, { nothing: 1 })).toThrow(expect.objectContaining({ code: 'input-invalid' }))
  expect(asked).toHaveLength(0)
})

test('a frame and the end of an input stream wait for the load, and say so when it did not come', async () => {
  const { failTwice, client, app } = createStage()
  const run = client.submit(app, ENDPOINT)
  const sent = run.send(['frame'])
  const closed = run.closeInput()
  await Promise.resolve()
  await failTwice(new Error('offline'))
  await expect(sent).rejects.toMatchObject({ code: 'session-unknown' })
  await expect(closed).resolves.toBeUndefined()
})

test('the time a load took counts towards the whole', async () => {
  const fake = createFakeApp()
  const { asked, piece } = createLoader()
  const client = new GradioClient({ fetch: fake.fetch, clock: fake.clock, connect: connectWithParser, timeouts: { totalMs: 5000 } }, piece)
  const run = client.submit(fixtureApp('direct'), ENDPOINT)
  await fake.clock.advance(4000)
  asked[0]?.come()
  await fake.clock.settle()
  await fake.clock.advance(999)
  expect(run.getSnapshot().state.status).not.toBe('failed')
  await fake.clock.advance(1)
  expect(await run.settled).toMatchObject({ status: 'failed', error: { code: 'run-timeout' } })
})

test('a prefetch that fails is nobody’s failure, and is tried again by whoever needs it', async () => {
  const { fake, asked, failTwice, piece } = createStage()
  piece.prefetch()
  await fake.clock.settle()
  await failTwice(new Error('offline'))
  await fake.clock.settle()
  expect(piece.now).toBeNull()
  const got = piece.get({ clock: fake.clock, limitMs: 1000 })
  await fake.clock.settle()
  asked[2]?.come()
  expect(await got).toBe(runner)
  expect(piece.now).toBe(runner)
})
