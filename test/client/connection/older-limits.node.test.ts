/**
 * Limits of time, size and number on Gradio 3.50 to 4.21: each with the code it has on newer ones, and no false alarm
 * where there is no heartbeat.
 */
import { describe, expect, test } from 'vitest'
import type { GradioClientOptions } from '../../../src/client/client-options.ts'
import type { AppDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { createFakeApp, fixtureApp, json, message } from './fake-app.ts'
import type { FakeApp } from './fake-app.ts'
import { socketFactory } from './fake-socket.ts'
import type { FakeSocket } from './fake-socket.ts'
import { describeEnd, start } from './runs.ts'

const socketApp = fixtureApp('direct', { version: '3.50.2', protocol: 'ws' })
const callApp = fixtureApp('direct', { version: '4.8.0', protocol: 'sse' })
const sessionApps = (['sse_v1', 'sse_v2', 'sse_v2.1'] as const).map((protocol, index) =>
  fixtureApp('direct', { version: ['4.16.0', '4.19.2', '4.21.0'][index] ?? '', protocol }),
)
const never = (): Promise<Response> => new Promise(() => undefined)

/** An app of any of them: how its one call is told something. */
interface Wire {
  readonly fake: FakeApp
  readonly sockets: readonly FakeSocket[]
  readonly options: GradioClientOptions
  readonly say: (message: object) => void
}

function createWire(app: AppDescription): Wire {
  const fake = createFakeApp()
  const { WebSocket, sockets } = socketFactory((socket) => queueMicrotask(() => socket.open()))
  return {
    fake,
    sockets,
    options: { WebSocket },
    say: (each) => (app.protocol === 'ws' ? sockets.at(-1)?.say(each) : fake.stream().send(each)),
  }
}

/** As the protocol words it: without the event id where it has none. */
function turn({ protocol }: AppDescription): object[] {
  if (protocol === 'ws') return [{ msg: 'send_data' }, { msg: 'process_starts' }]
  return protocol === 'sse' ? [{ msg: 'send_data', event_id: 'e1' }, { msg: 'process_starts' }] : [message.started('e1')]
}

const apps = [socketApp, callApp, ...sessionApps]

describe.each(apps)('$version', (app) => {
  test('queueMs ends a run that waits with queue-timeout, and takes it out', async () => {
    const { fake, options, sockets, say } = createWire(app)
    const { end } = await start(fake, app, { ...options, queueTimeoutMs: 3000 })
    say({ msg: 'estimation', event_id: app.protocol.startsWith('sse_') ? 'e1' : null, rank: 4, queue_size: 5 })
    await fake.clock.advance(2990)
    expect(end()).toBeNull()
    await fake.clock.advance(3000)
    expect(describeEnd(end())).toBe('failed queue-timeout')
    expect(app.protocol === 'ws' ? sockets[0]?.closeCode : fake.stream().isGone).toBe(app.protocol === 'ws' ? 1000 : true)
    expect(fake.clock.pendingCount).toBe(0)
  })

  test('queueMs has nothing to say of a run that has started', async () => {
    const { fake, options, say } = createWire(app)
    const { run, end } = await start(fake, app, { ...options, queueTimeoutMs: 3000 })
    for (const each of turn(app)) say(each)
    await fake.clock.advance(10_000)
    expect([end(), run.getSnapshot().state.status]).toEqual([null, 'running'])
  })

  test('runTimeoutMs ends a run with run-timeout', async () => {
    const { fake, options, say } = createWire(app)
    const { end } = await start(fake, app, { ...options, runTimeoutMs: 3000 })
    for (const each of turn(app)) say(each)
    await fake.clock.advance(3000)
    expect(describeEnd(end())).toBe('failed run-timeout')
    await fake.clock.advance(5000)
    expect(fake.clock.pendingCount).toBe(0)
  })

  test('inactivityTimeoutMs ends a run that fell silent, but for Gradio 3, which has no heartbeat', async () => {
    const { fake, options, say } = createWire(app)
    const { end, wire } = await start(fake, app, { ...options, inactivityTimeoutMs: 3000 })
    for (const each of turn(app)) say(each)
    await fake.clock.advance(app.protocol === 'ws' ? 3_600_000 : 3020)
    expect(describeEnd(end())).toBe(app.protocol === 'ws' ? 'no end' : 'failed idle-timeout')
    expect(wire.includes('stalled')).toBe(app.protocol !== 'ws')
  })

  test('maxMessageBytes ends a run whose message is longer', async () => {
    const { fake, options, say } = createWire(app)
    const { end } = await start(fake, app, { ...options, maxMessageBytes: 1000 })
    for (const each of turn(app)) say(each)
    if (app.protocol === 'ws') say({ msg: 'log', log: 'x'.repeat(1200), level: 'info' })
    else fake.stream().text(`data: ${'x'.repeat(1200)}`)
    await fake.clock.settle()
    expect(describeEnd(end())).toBe('failed buffer-exceeded')
  })

  test('connectMs ends a run whose connection is not answered', async () => {
    const { fake, options } = createWire(app)
    fake.on.set('/queue/data', never)
    if (app.protocol === 'sse') fake.on.set('/queue/join', never)
    const { sockets, ...silent } = socketFactory()
    const { end } = await start(fake, app, { ...options, ...silent, connectTimeoutMs: 3000 })
    await fake.clock.advance(2990)
    expect(end()).toBeNull()
    await fake.clock.advance(20)
    expect(describeEnd(end())).toBe('failed connection-timeout')
    if (app.protocol === 'ws') expect(sockets[0]?.closeCode).toBe(1000)
    await fake.clock.advance(1000)
    expect(fake.clock.pendingCount).toBe(0)
  })
})

test.each(sessionApps)('a join of Gradio $version that is not answered ends with join-timeout', async (app) => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', never)
  const { end } = await start(fake, app, { joinTimeoutMs: 3000 })
  await fake.clock.advance(3000)
  expect(end()).toMatchObject({ error: { code: 'join-timeout', details: { hint: expect.stringContaining('is not asked twice') } } })
})

/** An app whose queue is full for the first `times` calls. */
function fillQueue(app: AppDescription, times: number): Wire & { readonly asked: () => number } {
  const wire = createWire(app)
  const { fake } = wire
  if (app.protocol.startsWith('sse_')) {
    fake.on.set('/queue/join', (_request, count) => (count <= times ? json({ detail: 'Queue is full.' }, 503) : undefined))
    return { ...wire, asked: () => fake.asked('/queue/join').length }
  }
  if (app.protocol === 'sse') {
    const full = () => new Response('data: {"msg":"queue_full"}\n\n', { headers: { 'content-type': 'text/event-stream' } })
    fake.on.set('/queue/join', (_request, count) => (count <= times ? full() : undefined))
    return { ...wire, asked: () => fake.asked('/queue/join').length }
  }
  const { WebSocket, sockets } = socketFactory((socket) =>
    queueMicrotask(() => {
      socket.open()
      socket.say({ msg: 'send_hash' })
      if (sockets.length <= times) socket.say({ msg: 'queue_full' })
    }),
  )
  return { ...wire, options: { WebSocket }, sockets, say: (each) => sockets.at(-1)?.say(each), asked: () => sockets.length }
}

describe.each(apps)('a full queue of Gradio $version', (app) => {
  test('is asked again, as a state one sees, and the run goes on as if nothing had been', async () => {
    const { fake, options, asked, say } = fillQueue(app, 2)
    const { run, end } = await start(fake, app, options)
    await fake.clock.advance(20)
    expect(run.getSnapshot()).toMatchObject({
      state: { status: 'submitting', waiting: { reason: 'queue-full', attempt: 1 } },
      connection: { readyState: 'idle' },
    })
    await fake.clock.advance(3000)
    expect(asked()).toBe(3)
    for (const each of turn(app)) say(each)
    say(message.done('e3', 'a'))
    say(message.done('e1', 'a'))
    await fake.clock.settle()
    expect(describeEnd(end())).toBe('succeeded')
  })

  test('ends the run with queue-full after five times', async () => {
    const { fake, options, asked } = fillQueue(app, 99)
    const { end } = await start(fake, app, options)
    await fake.clock.advance(120_000)
    expect(describeEnd(end())).toBe('failed queue-full')
    expect(asked()).toBe(6)
    expect(fake.clock.pendingCount).toBe(0)
  })

  test('is left at once by a run that is cancelled, and asked at once when told to', async () => {
    const { fake, options, asked } = fillQueue(app, 99)
    const { run, end } = await start(fake, app, options)
    run.retryNow()
    await fake.clock.settle()
    expect(asked()).toBe(2)
    expect(await run.cancel()).toBe('confirmed')
    await fake.clock.advance(120_000)
    expect([asked(), describeEnd(end()), fake.clock.pendingCount]).toEqual([2, 'cancelled confirmed', 0])
  })
})

test('429 of the sse protocol is waited out as it asks for', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/join', (_request, count) => (count === 1 ? json({ detail: 'Slow down' }, 429, { 'retry-after': '9' }) : undefined))
  const { run } = await start(fake, callApp)
  await fake.clock.advance(20)
  expect(run.getSnapshot().state).toMatchObject({ waiting: { reason: 'rate-limited', attempt: 1 } })
  await fake.clock.advance(8900)
  expect(fake.asked('/queue/join')).toHaveLength(1)
  await fake.clock.advance(200)
  expect(fake.asked('/queue/join')).toHaveLength(2)
})

test('a queue that says it is full after it has the inputs does not begin a second call', async () => {
  const { fake, say } = createWire(callApp)
  const { end } = await start(fake, callApp)
  for (const each of [...turn(callApp), { msg: 'queue_full' }]) say(each)
  await fake.clock.advance(20_000)
  expect(describeEnd(end())).toBe('failed queue-full')
  expect(fake.asked('/queue/join')).toHaveLength(1)
})

test('a lost answer to the inputs of sse says nothing: the stream does', async () => {
  const { fake, say } = createWire(callApp)
  fake.on.set('/queue/data', () => new TypeError('terminated'))
  const { end } = await start(fake, callApp)
  for (const each of [...turn(callApp), message.done('e1', 'a')]) say(each)
  await fake.clock.settle()
  expect(describeEnd(end())).toBe('succeeded')
})
