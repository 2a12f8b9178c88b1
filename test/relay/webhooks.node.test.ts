/** Webhooks: what is signed and said at the end of a run, to whom, how often, and by whom if a relay is gone. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { Redis } from 'ioredis'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { GradioRelayOptions, WebhookOptions } from '../../src/relay/index.ts'
import { RedisOutbox } from '../../src/relay/redis/redis-outbox.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { MemoryOutbox } from '../../src/relay/webhooks/outbox.ts'
import type { Outbox } from '../../src/relay/webhooks/outbox.ts'
import { APP_URL, completed, createFakeApp } from './fake-upstream-app.ts'
import { createTestBed } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'
import { NO_REDIS, REDIS_URL, useRedis } from './redis.ts'
import { HOOK_SECRET, OTHER_HOOK_SECRET, receivers, verified } from './webhook-receiver.ts'
import type { Receiver } from './webhook-receiver.ts'
import { fetchBeside, HOOK_RELAY } from './webhook-settings.ts'

const receive = receivers()
const TOKENS = HOOK_RELAY.tokens
const SOON = [20, 20, 20, 20]

interface HookBed extends TestBed {
  readonly errors: unknown[]
  /** Ends the run that was begun as number `index`. */
  readonly end: (index: number, data?: unknown) => Promise<void>
}

/** The app is a fake, the receivers are real. */
function createBed(options: GradioRelayOptions = {}): HookBed {
  const app = createFakeApp()
  const errors: unknown[] = []
  const bed = createTestBed(
    {
      tokens: TOKENS,
      clock: systemClock,
      fetch: fetchBeside(app),
      onError: (error) => void errors.push(error),
      ...options,
    },
    app,
  )
  const end = async (index: number, data: unknown = ['HELLO']): Promise<void> => {
    const stream = await app.stream(index)
    stream.send(completed(`up${index + 1}`, data))
    stream.end()
  }
  return { ...bed, errors, end }
}

const hookTo = ({ url }: Pick<Receiver, 'url'>, more: Partial<WebhookOptions> = {}): WebhookOptions => ({
  url,
  secret: HOOK_SECRET,
  retryDelaysMs: SOON,
  ...more,
})

async function arrived({ received }: Receiver, count: number): Promise<Receiver['received']> {
  await expect.poll(() => received.length, { timeout: 10_000 }).toBe(count)
  return received
}

test('signs as Standard Webhooks does, and tells the facts and the values of the end', async () => {
  const receiver = await receive()
  const { relay, end } = createBed({ webhook: hookTo(receiver) })
  const run = await relay.submit({ app: 'demo', endpoint: '/echo', inputs: ['secret words'], owner: 'ann' })
  await end(0)
  const [message] = await arrived(receiver, 1)
  if (!message) throw new Error('It has arrived.')
  const { timestamp, ...body } = verified(message)
  expect(body).toEqual({
    type: 'run.ended',
    data: {
      app: 'demo',
      endpoint: '/echo',
      run: run.runId,
      owner: 'ann',
      status: 'succeeded',
      code: null,
      startedAt: expect.any(Number),
      endedAt: Date.parse(String(timestamp)),
      output: ['HELLO'],
    },
  })
  expect(message.headers).toMatchObject({ 'webhook-id': expect.stringMatching(/^run_\w{32}$/), 'content-type': 'application/json' })
  expect(JSON.stringify(message)).not.toMatch(/secret words|whsec/)
  expect(() => verified({ ...message, body: `${message.body} ` })).toThrow('No matching signature')
  await relay.close()
})

test('has the inputs if asked, no values if told so, digits as they came, and no end of what is too large', async () => {
  const receiver = await receive()
  const { relay, end } = createBed()
  const webhook = hookTo(receiver, { inputs: true, output: false })
  await relay.submit({ app: 'demo', endpoint: '/echo', inputs: ['words'], webhook })
  await end(0)
  await arrived(receiver, 1)
  await relay.submit({ app: 'demo', endpoint: '/echo', webhook: hookTo(receiver) })
  await end(1, [12345678901234567890n].map(String))
  await arrived(receiver, 2)
  await relay.submit({ app: 'demo', endpoint: '/echo', webhook: hookTo(receiver) })
  await end(2, ['x'.repeat(2 ** 20)])
  const bodies = (await arrived(receiver, 3)).map((message) => verified(message).data)
  expect(bodies).toMatchObject([{ inputs: ['words'] }, { output: ['12345678901234567890'] }, { omitted: ['output'] }])
  expect(bodies[0]).not.toHaveProperty('output')
  expect(bodies[1]).not.toHaveProperty('inputs')
  await relay.close()
})

test('a run has its own webhook in place of the relay’s, and tells how it failed', async () => {
  const [own, common] = [await receive(), await receive()]
  const { app, relay, join } = createBed({ webhook: hookTo(common) })
  await relay.submit({ app: 'demo', endpoint: '/echo', webhook: { ...hookTo(own), secret: [OTHER_HOOK_SECRET, HOOK_SECRET] } })
  await join('s')
  const [mine, theirs] = [await app.stream(0), await app.stream(1)]
  mine.send({ ...completed('up1'), success: false, output: { error: 'no' } })
  theirs.send({ ...completed('up2'), success: false, output: { error: 'no' } })
  const [told] = await arrived(own, 1)
  if (!told) throw new Error('It has arrived.')
  for (const secret of [HOOK_SECRET, OTHER_HOOK_SECRET])
    expect(verified(told, secret).data).toMatchObject({ status: 'failed', code: 'run-failed' })
  expect((await arrived(common, 1)).map((message) => verified(message).data)).toMatchObject([{ endpoint: '/echo', owner: null }])
  await relay.close()
})

test('a join that was refused is told to nobody', async () => {
  const receiver = await receive()
  const { app, relay } = createBed({ webhook: hookTo(receiver) })
  app.answer('/queue/join', () => Response.json({ detail: 'Queue is full.' }, { status: 503 }))
  await expect(relay.submit({ app: 'demo', endpoint: '/echo' })).rejects.toThrow('Queue is full.')
  await relay.close()
  expect(receiver.received).toEqual([])
})

test('asks again a receiver that fails, breaks off or leads elsewhere, with one id and new signatures', async () => {
  const [receiver, elsewhere] = [await receive(), await receive()]
  receiver.answer(
    (response) => void response.writeHead(500).end('no'),
    (response) => void response.destroy(),
    (response) => void response.writeHead(307, { location: elsewhere.url }).end(),
    (response) => void response.writeHead(429, { 'retry-after': '0' }).end(),
  )
  const { relay, end, errors } = createBed({ webhook: hookTo(receiver) })
  const { runId } = await relay.submit({ app: 'demo', endpoint: '/echo' })
  await end(0)
  const messages = await arrived(receiver, 5)
  expect(messages.map((message) => [message.headers['webhook-id'], verified(message).data])).toEqual(
    messages.map(() => [messages[0]?.headers['webhook-id'], expect.objectContaining({ run: runId })]),
  )
  expect([elsewhere.received, errors]).toEqual([[], []])
  await relay.close()
  expect(receiver.received).toHaveLength(5)
})

test.each<[string, number, readonly number[], number]>([
  ['its last attempt', 500, [10, 10], 3],
  ['the receiver wants no more', 410, SOON, 1],
])('gives up after %s, and says so without the body', async (_name, status, retryDelaysMs, count) => {
  const receiver = await receive()
  receiver.answer(...Array.from({ length: 5 }, () => (response: ServerResponse) => void response.writeHead(status).end()))
  const { relay, end, errors } = createBed({ webhook: hookTo(receiver, { retryDelaysMs }) })
  await relay.submit({ app: 'demo', endpoint: '/echo' })
  await end(0)
  const words = (): string[] => errors.map((error) => String(error).replace(/run_\w+/, 'run'))
  await expect.poll(words).toEqual([`Error: The webhook run was given up: attempt ${count}: answered ${status}.`])
  expect(receiver.received).toHaveLength(count)
  await relay.close()
})

test('a slow receiver delays no other, nor the run', async () => {
  const [slow, fast] = [await receive(), await receive()]
  slow.answer(...Array.from({ length: 12 }, () => () => undefined))
  const { relay, end } = createBed()
  for (let index = 0; index < 12; index += 1) {
    await relay.submit({ app: 'demo', endpoint: '/echo', webhook: hookTo(slow) })
    await end(index)
  }
  await arrived(slow, 10)
  await relay.submit({ app: 'demo', endpoint: '/echo', webhook: hookTo(fast) })
  await end(12)
  await arrived(fast, 1)
  expect(slow.received).toHaveLength(10)
  await relay.close()
})

test('a receiver that submit was given is reached at public addresses only', async () => {
  const receiver = await receive()
  const app = createFakeApp()
  const errors: string[] = []
  // Without the option `fetch`, as in production: the fake app is reached by a real server before it.
  const { serve } = await import('@hono/node-server')
  const upstream = await new Promise<{ port: number; close: () => void }>((resolve) => {
    const server = serve({ fetch: (request) => app.fetch(request.url.replace(/^http:\/\/[^/]*/, APP_URL), request), port: 0 }, ({ port }) =>
      resolve({ port, close: () => server.close() }),
    )
  })
  const resolve = async (): Promise<string[]> => ['127.0.0.1']
  const onError = (error: unknown): void => void errors.push(String(error))
  const { relay } = createTestBed({
    apps: { demo: `http://127.0.0.1:${upstream.port}` },
    fetch: undefined,
    clock: systemClock,
    tokens: TOKENS,
    resolve,
    onError,
  })
  for (const url of [receiver.url, receiver.url.replace('127.0.0.1', 'inside.test'), receiver.url.replace('127.0.0.1', '[::ffff:7f00:1]')])
    await relay.submit({ app: 'demo', endpoint: '/echo', webhook: hookTo({ url }, { retryDelaysMs: [] }) })
  for (const index of [0, 1, 2]) (await app.stream(index)).send(completed(`up${index + 1}`))
  await expect.poll(() => errors.length).toBe(3)
  expect(errors.filter((words) => words.includes('The relay reaches public addresses only'))).toHaveLength(2)
  expect(errors.filter((words) => words.includes('The relay found no public address'))).toHaveLength(1)
  expect(receiver.received).toEqual([])
  await relay.close()
  upstream.close()
})

test.each<[string, unknown, string]>([
  ['no address', { secret: HOOK_SECRET }, 'webhook.url'],
  ['a user in the address', { url: 'https://a:b@example.com', secret: HOOK_SECRET }, 'webhook.url'],
  ['a short secret', { url: 'https://example.com', secret: 'whsec_c2hvcnQ=' }, 'webhook.secret'],
  ['a secret without its prefix', { url: 'https://example.com', secret: 'a secret of the tests, 32 letters' }, 'webhook.secret'],
  ['a slip', { url: 'https://example.com', secret: HOOK_SECRET, input: true }, 'Did you mean "inputs"?'],
  ['a wrong time', { url: 'https://example.com', secret: HOOK_SECRET, retryDelaysMs: ['1h'] }, 'webhook.retryDelaysMs'],
])('refuses a webhook with %s, and shows its secret to nobody', async (_name, webhook, words) => {
  const caught = (make: () => unknown): Promise<unknown> =>
    Promise.resolve()
      .then(make)
      .catch((error: unknown) => error)
  const given = webhook as WebhookOptions
  const errors = [
    await caught(() => createBed({ webhook: given })),
    await caught(() => createBed().relay.submit({ app: 'demo', endpoint: '/echo', webhook: given })),
  ]
  for (const error of errors) {
    expect(error).toMatchObject({ code: 'options-invalid', message: expect.any(String) })
    expect(`${String(error)} ${JSON.stringify(error)}`).toContain(words)
    expect(JSON.stringify(error) + String(error)).not.toMatch(/c2hvcnQ|of the tests/)
  }
})

describe('an outbox', () => {
  const redis = useRedis()
  const kinds: [string, () => Outbox][] = [
    ['in memory', () => new MemoryOutbox(systemClock)],
    ['in Redis', () => new RedisOutbox(redis.client, redis.prefix())],
  ]
  describe.each(kinds)('%s', (name, create) => {
    test.skipIf(name === 'in Redis' && NO_REDIS !== null)('gives what is due to one caller, and again after its lease', async () => {
      const outbox = create()
      await outbox.put({ id: 'later', text: '1' }, 60_000)
      await outbox.put({ id: 'now', text: '2' }, 0)
      expect(await outbox.take(10, 60_000)).toEqual([{ id: 'now', text: '2' }])
      expect(await outbox.take(10, 60_000)).toEqual([])
      await outbox.put({ id: 'later', text: '3' }, 0)
      expect(await outbox.take(10, 0)).toEqual([{ id: 'later', text: '3' }])
      expect(await outbox.take(10, 0)).toEqual([{ id: 'later', text: '3' }])
    })

    test.skipIf(name === 'in Redis' && NO_REDIS !== null)('what was removed does not come back by an update', async () => {
      const outbox = create()
      await outbox.put({ id: 'a', text: '1' }, 0)
      await outbox.update({ id: 'a', text: '2' }, 0)
      expect(await outbox.take(10, 0)).toEqual([{ id: 'a', text: '2' }])
      await outbox.remove('a')
      await outbox.update({ id: 'a', text: '3' }, 0)
      expect(await outbox.take(10, 0)).toEqual([])
    })
  })
})

describe.skipIf(NO_REDIS !== null)('relays that share a Redis', () => {
  const redis = useRedis()

  async function begin(receiver: Receiver) {
    const prefix = redis.prefix()
    const args = [REDIS_URL, prefix, receiver.url]
    const execArgv = ['--conditions=gradio-stream-source']
    const child = fork(join(import.meta.dirname, 'webhook-relay.ts'), args, { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    const [runId] = await once(child, 'message')
    const kill = async (): Promise<void> => {
      if (child.kill('SIGKILL')) await once(child, 'exit')
    }
    const startOther = (): HookBed => {
      const store = createRedisStore({ redis: REDIS_URL, prefix, leaseMs: 600 })
      const bed = createBed({ ...HOOK_RELAY, store })
      redis.closing(bed.relay)
      return bed
    }
    return { prefix, runId: String(runId), end: () => child.send('end'), kill, startOther }
  }

  test('a relay that is killed between two attempts leaves them to another', { timeout: 40_000 }, async () => {
    const receiver = await receive()
    receiver.answer(
      (response) => void response.writeHead(500).end(),
      (response) => void response.writeHead(503, { 'retry-after': '2' }).end(),
    )
    const { prefix, end, kill, startOther } = await begin(receiver)
    end()
    await arrived(receiver, 2)
    // Killed within an attempt, it would hold its lease for half a minute.
    const kept = (): Promise<string[]> => redis.client.hvals(`${prefix}:{webhooks}:texts`)
    await expect.poll(kept).toEqual([expect.stringContaining('"attempts":2')])
    await kill()
    startOther()
    const messages = await arrived(receiver, 3)
    expect(messages.map((message) => [message.headers['webhook-id'], verified(message).data])).toEqual(
      messages.map(() => [
        messages[0]?.headers['webhook-id'],
        expect.objectContaining({ owner: 'ann', status: 'succeeded', output: ['HELLO'] }),
      ]),
    )
  })

  test('the end of a run whose relay was killed is told by another', { timeout: 40_000 }, async () => {
    const receiver = await receive()
    const { prefix, runId, kill, startOther } = await begin(receiver)
    const entries = new Redis(REDIS_URL)
    onTestFinished(() => entries.disconnect())
    const [[id, sealed] = ['', '']] = Object.entries(await entries.hgetall(`${prefix}:{webhooks}:texts`))
    expect(sealed).toContain(runId)
    expect(sealed).not.toMatch(/whsec|MfKQ9r8GKYq/)
    await kill()
    startOther()
    // It is looked after every 30 s; here at once, again and again until the lease of the run is over.
    const hurry = setInterval(() => void entries.zadd(`${prefix}:{webhooks}:due`, 'XX', 0, id), 200)
    onTestFinished(() => clearInterval(hurry))
    const [message] = await arrived(receiver, 1)
    expect(message && verified(message).data).toMatchObject({ run: runId, status: 'failed', code: 'relay-lost', owner: 'ann' })
  })
})
