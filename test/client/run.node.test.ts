/** A run from the moment of `submit` on: while its app is being found, and what its promises and signals do. */
import { expect, test, vi } from 'vitest'
import { GradioClient } from '../../src/client/client.ts'
import { GradioStreamError } from '../../src/client/errors.ts'
import type { FoundCall } from '../../src/client/run-request.ts'
import { createFakeApp, fixtureApp, message } from './connection/fake-app.ts'

const ENDPOINT = '/stream_text'

/** A client, and a run whose app the test finds by hand. */
function createStage(options: ConstructorParameters<typeof GradioClient>[0] = {}) {
  const fake = createFakeApp()
  const client = new GradioClient({ fetch: fake.fetch, clock: fake.clock, random: () => 0, ...options })
  const app = fixtureApp('direct')
  let answer: { come(order?: Partial<FoundCall>): void; fail(cause: unknown): void } | undefined
  let over: AbortSignal | undefined
  const find = (signal: AbortSignal): Promise<FoundCall> =>
    new Promise((resolve, reject) => {
      over = signal
      answer = { come: (order) => resolve({ app, endpoint: ENDPOINT, ...order }), fail: reject }
    })
  return {
    fake,
    client,
    app,
    find,
    come: (order?: Partial<FoundCall>) => answer?.come(order),
    fail: (cause: unknown) => answer?.fail(cause),
    isGivenUp: () => over?.aborted,
  }
}

test('a run is there at once, says that it is being submitted, and joins when its app is found', async () => {
  const { fake, client, app, find, come } = createStage()
  const run = client.submitWhenFound(ENDPOINT, find)
  const before = run.getSnapshot()
  expect(before.state.status).toBe('submitting')
  expect(run.getSnapshot()).toBe(before)
  expect(run).toMatchObject({ app: null, endpoint: null, inputs: null })
  expect(client.runs.has(run)).toBe(true)
  await fake.clock.advance(1000)
  expect(fake.requests).toHaveLength(0)
  come({ inputs: [] })
  await fake.clock.settle()
  await fake.clock.advance(0)
  expect(run.app).toBe(app)
  expect(run.endpoint?.name).toBe(ENDPOINT)
  // What opens streams is loaded with the first one.
  const stream = await vi.waitFor(() => fake.stream())
  stream.send(message.done('e1', 'all'))
  expect(await run.settled).toMatchObject({ status: 'succeeded', data: ['all'] })
  expect(await run.accepted).toBe(run)
  expect(await run.result).toEqual(['all'])
  expect(client.runs.size).toBe(0)
})

test('who listened while the app was being found hears everything, once, numbered without a gap', async () => {
  const { fake, client, find, come } = createStage()
  const run = client.submitWhenFound(ENDPOINT, find)
  const sequences: number[] = []
  const published = vi.fn<() => void>()
  run.observe(({ sequence }) => sequences.push(sequence))
  run.subscribe(published)
  const stop = run.subscribe(() => expect.unreachable('it no longer listens'))
  stop()
  come()
  await fake.clock.settle()
  await fake.clock.advance(0)
  // What opens streams is loaded with the first one.
  const stream = await vi.waitFor(() => fake.stream())
  stream.send(message.done('e1', 'all'))
  await run.settled
  expect(sequences).toEqual(sequences.map((_, index) => index + 2))
  expect(run.getTrace()).toMatchObject({ endpoint: ENDPOINT, route: 'direct', gradioVersion: expect.stringMatching(/^\d/) })
  expect(run.getTrace().events.map(({ sequence }) => sequence)).toEqual([1, ...sequences])
  expect(published).toHaveBeenCalled()
})

test('an app that is not found ends the run with why, and it says so to all who asked', async () => {
  const { fake, client, find, fail } = createStage()
  const run = client.submitWhenFound(ENDPOINT, find)
  const events: string[] = []
  const published = vi.fn<() => void>()
  run.observe(({ type }) => events.push(type))
  run.subscribe(published)
  await fake.clock.settle()
  const error = new GradioStreamError('app-unreachable', { message: 'Nobody is there.', details: {} })
  fail(error)
  expect(await run.settled).toMatchObject({ status: 'failed', error: { code: 'app-unreachable' } })
  expect(run.getSnapshot()).toMatchObject({ state: { status: 'failed' }, connection: { readyState: 'closed' } })
  expect(events).toEqual(['failed'])
  expect(published).toHaveBeenCalledTimes(1)
  await expect(run.accepted).rejects.toBe(error)
  await expect(run.result).rejects.toBe(error)
  expect(run.getTrace()).toMatchObject({ gradioVersion: null, events: [{ type: 'submitted' }, { type: 'failed' }] })
  expect(client.runs.size).toBe(0)
})

test('what is wrong with a call is the end of a run whose app was found, and is thrown where the app is known', async () => {
  const { client, app, find, come } = createStage()
  const run = client.submitWhenFound('/nothing', find)
  await Promise.resolve()
  come({ endpoint: '/nothing' })
  expect(await run.settled).toMatchObject({ status: 'failed', error: { code: 'endpoint-unknown' } })
  expect(() => client.submit(app, '/nothing')).toThrow(expect.objectContaining({ code: 'endpoint-unknown' }))
  expect(() => client.submit(app, ENDPOINT, { nothing: 1 })).toThrow(expect.objectContaining({ code: 'input-invalid' }))
  expect(client.runs.size).toBe(0)
})

test('cancelled while its app is being found it is confirmed, the search is given up, and nothing is joined', async () => {
  const { fake, client, find, come, isGivenUp } = createStage()
  const run = client.submitWhenFound(ENDPOINT, find)
  const events: string[] = []
  run.observe(({ type }) => events.push(type))
  expect(await run.cancel()).toBe('confirmed')
  expect(await run.cancel()).toBe('confirmed')
  expect(isGivenUp()).toBe(true)
  expect(await run.settled).toMatchObject({ status: 'cancelled', outcome: 'confirmed' })
  expect(events).toEqual(['cancel-requested', 'cancelled'])
  await expect(run.accepted).rejects.toMatchObject({ code: 'aborted' })
  await expect(run.result).rejects.toMatchObject({ code: 'aborted' })
  come()
  await fake.clock.advance(60_000)
  expect(fake.requests).toHaveLength(0)
  expect(run.getSnapshot().state.status).toBe('cancelled')
})

test('detached while its app is being found, or with its client closed, nothing is joined', async () => {
  const { fake, client, find, come } = createStage()
  const [one, other] = [client.submitWhenFound(ENDPOINT, find), client.submitWhenFound(ENDPOINT, find)]
  one.detach()
  client.close()
  come()
  await fake.clock.advance(60_000)
  for (const run of [one, other]) expect(await run.settled).toMatchObject({ status: 'failed', error: { code: 'aborted' } })
  expect(fake.requests).toHaveLength(0)
})

test('a frame and the end of an input stream wait for the app, and say so when it is not found', async () => {
  const { client, find, fail } = createStage()
  const run = client.submitWhenFound(ENDPOINT, find)
  const sent = run.send(['frame'])
  const closed = run.closeInput()
  await Promise.resolve()
  fail(new GradioStreamError('app-unreachable', { message: 'Nobody is there.', details: {} }))
  await expect(sent).rejects.toMatchObject({ code: 'session-unknown' })
  await expect(closed).resolves.toBeUndefined()
})

test('a signal that aborts cancels the run at the app', async () => {
  const { fake, client, app } = createStage()
  const controller = new AbortController()
  const run = client.submit(app, ENDPOINT, [], { signal: controller.signal })
  await fake.clock.advance(0)
  expect(fake.asked('/queue/join')).toHaveLength(1)
  controller.abort()
  await fake.clock.advance(60_000)
  expect(await run.settled).toMatchObject({ status: 'cancelled' })
  expect(fake.asked('/cancel')).toHaveLength(1)
})

test('a signal that has aborted lets nothing be sent, also while the app is being found', async () => {
  const { fake, client, app, find, isGivenUp } = createStage()
  const known = client.submit(app, ENDPOINT, [], { signal: AbortSignal.abort() })
  expect(await known.settled).toMatchObject({ status: 'cancelled', outcome: 'confirmed' })
  const controller = new AbortController()
  const searched = client.submitWhenFound(ENDPOINT, find, { signal: controller.signal })
  controller.abort()
  expect(await searched.settled).toMatchObject({ status: 'cancelled', outcome: 'confirmed' })
  expect(isGivenUp()).toBe(true)
  await fake.clock.advance(60_000)
  expect(fake.requests).toHaveLength(0)
})

test('the time it takes to find the app is not the run’s', async () => {
  const { fake, client, find, come } = createStage({ runTimeoutMs: 5000 })
  const run = client.submitWhenFound(ENDPOINT, find)
  await fake.clock.advance(60_000)
  expect(run.getSnapshot().state.status).toBe('submitting')
  come()
  await fake.clock.settle()
  await fake.clock.advance(4999)
  expect(run.getSnapshot().state.status).not.toBe('failed')
  await fake.clock.advance(1)
  expect(await run.settled).toMatchObject({ status: 'failed', error: { code: 'run-timeout' } })
})
