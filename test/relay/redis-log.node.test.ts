/** The run log in a real Redis: the contract of every log, and what only a shared one has to do. */
import { Cluster, Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { createReliableLog } from '../../src/relay/log/reliable-log.ts'
import { createMemoryLog } from '../../src/relay/index.ts'
import type { LogPage, RunLog } from '../../src/relay/index.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import type { RedisStoreOptions } from '../../src/relay/redis/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { createFailingLog } from './failing-log.ts'
import type { Fault } from './failing-log.ts'
import { NO_REDIS, NO_SERVER, REDIS_URL, useRedis, useRedisServer } from './redis.ts'
import { createRetryClock } from './retry-clock.ts'
import { testRunLog } from './run-log-contract.ts'

const LIMITS = { maxRunsPerSession: 3, maxRunsPerClient: 4, maxSessionLength: 1_000, ttlMs: 60_000 }
const KEY = { app: 'demo', session: 's1' }
const WHOLE = { after: '', maxLength: 1_000_000, waitMs: 0 }

describe.skipIf(NO_SERVER !== null)('with a Redis server of its own', () => {
  const redis = useRedisServer()

  test('goes on when Redis was killed and is back, with readers that wait', async () => {
    const server = await redis.start(['--appendonly', 'yes', '--appendfsync', 'always'])
    const log = redis.closing(createReliable(createRedisStore({ redis: server.url }).log, systemClock))
    await log.begin(KEY, 'a')
    const first = await log.append(KEY, { runId: 'a', text: '1', ends: false })
    if (first.kind !== 'appended') throw new Error('The message was refused.')
    const read = log.read(KEY, { ...WHOLE, after: first.id, waitMs: 60_000 })
    await server.kill()
    const second = log.append(KEY, { runId: 'a', text: '2', ends: true })
    await server.start()
    expect((await second).kind).toBe('appended')
    expect(textsOf(await read)).toEqual(['2'])
  })

  test('asks Redis once for a reader at the end, however often it waits there, and again after a change', async () => {
    const server = await redis.start([])
    const admin = redis.closing(new Redis(server.url))
    const log = redis.closing(createRedisStore({ redis: server.url }).log)
    const reads = async (): Promise<number> => Number(/cmdstat_evalsha:calls=(\d+)/.exec(await admin.info('commandstats'))?.[1] ?? 0)
    await log.begin(KEY, 'a')
    const first = await log.append(KEY, { runId: 'a', text: '1', ends: false })
    if (first.kind !== 'appended') throw new Error('The message was refused.')
    const waiting = { ...WHOLE, after: first.id, waitMs: 1 }
    expect(textsOf(await log.read(KEY, { ...WHOLE, waitMs: 1 }))).toEqual(['1'])
    const before = await reads()
    for (let count = 0; count < 10; count += 1)
      expect(await log.read(KEY, waiting)).toMatchObject({ messages: [], pendingRuns: 1, atEnd: true })
    expect(await reads()).toBe(before)
    await log.append(KEY, { runId: 'a', text: '2', ends: true })
    expect(textsOf(await log.read(KEY, { ...waiting, waitMs: 15_000 }))).toEqual(['2'])
  })

  test('works with a cluster', async () => {
    const server = await redis.start(['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'])
    const admin = new Redis(server.url)
    await admin.cluster('ADDSLOTSRANGE', 0, 16_383)
    await expect.poll(() => admin.cluster('INFO')).toContain('cluster_state:ok')
    admin.disconnect()
    const cluster = redis.closing(new Cluster([server.url]))
    const log = redis.closing(createRedisStore({ redis: cluster, foldLength: 100 }).log)
    await log.begin(KEY, 'a')
    const read = log.read(KEY, { ...WHOLE, waitMs: 60_000 })
    for (let step = 0; step < 20; step += 1) await log.append(KEY, { runId: 'a', text: stepText('a', step, step === 0), ends: false })
    expect(textsOf(await read).length).toBeGreaterThan(0)
    await log.markDelivered(KEY, 'a')
    expect((await log.open(KEY)).kind).toBe('open')
    await log.abandon(KEY, 'a')
  })
})

describe.skipIf(NO_REDIS !== null)('in Redis', () => {
  const redis = useRedis()
  const createLog = (options: Partial<RedisStoreOptions> = {}): RunLog =>
    redis.closing(createRedisStore({ redis: REDIS_URL, prefix: redis.prefix(), clock: createManualClock(), ...options }).log)

  describe('keeps the contract', () => {
    testRunLog(async () => {
      const clock = createManualClock()
      return { clock, log: createLog({ clock, ...LIMITS }) }
    })
  })

  describe.each<[string, (count: number) => Fault]>([
    ['that never fails', () => 'none'],
    ['that rejects every other call', (count) => (count % 2 === 0 ? 'reject' : 'none')],
    ['that rejects three calls of four', (count) => (count % 4 === 3 ? 'none' : 'reject')],
  ])('over a Redis %s', (_name, faultOf) => {
    testRunLog(
      async () => {
        const clock = createRetryClock()
        const log = createFailingLog(createLog({ clock, ...LIMITS }), (method, count) => (method === 'expire' ? 'none' : faultOf(count)))
        return { clock, log: createReliable(log, clock) }
      },
      { isCaller: true },
    )
  })

  test('wakes a reader at another relay', async () => {
    const prefix = redis.prefix()
    const [here, there] = [createLog({ prefix }), createLog({ prefix })]
    await here.begin(KEY, 'a')
    const read = there.read(KEY, { ...WHOLE, waitMs: 15_000 })
    await here.append(KEY, { runId: 'a', text: '1', ends: true })
    expect(textsOf(await read)).toEqual(['1'])
  })

  test('keeps what was written for other relays when one closes', async () => {
    const prefix = redis.prefix()
    const [here, there] = [createLog({ prefix }), createLog({ prefix })]
    await here.begin(KEY, 'a')
    await here.append(KEY, { runId: 'a', text: '1', ends: false })
    await here.close()
    await there.append(KEY, { runId: 'a', text: '2', ends: true })
    expect(textsOf(await there.read(KEY, WHOLE))).toEqual(['1', '2'])
  })

  test('gives every reader every message once and in order while many write and read', async () => {
    const prefix = redis.prefix()
    const logs = [createLog({ prefix }), createLog({ prefix }), createLog({ prefix })]
    const runs = ['a', 'b', 'c']
    const [first] = logs
    if (!first) throw new Error('unreachable')
    for (const run of runs) await first.begin(KEY, run)
    const readers = logs.flatMap((log) => [readToEnd(log), readToEnd(log)])
    await Promise.all(
      runs.map(async (runId, index) => {
        for (let count = 1; count <= 100; count += 1) {
          await logs[index]?.append(KEY, { runId, text: `${runId}${count}`, ends: count === 100, position: count })
        }
      }),
    )
    const [one, ...others] = await Promise.all(readers)
    for (const runId of runs) {
      const own = one?.filter((text) => text.startsWith(runId))
      expect(own).toEqual(Array.from({ length: 100 }, (_, index) => `${runId}${index + 1}`))
    }
    for (const other of others) expect(other).toEqual(one)
  })

  test('takes a client of ioredis, with its settings, and leaves it alone', async () => {
    const client = new Redis(REDIS_URL, { keyPrefix: 'of-the-client:', db: 3 })
    const prefix = redis.prefix()
    const log = createLog({ redis: client, prefix })
    await log.begin(KEY, 'a')
    const read = log.read(KEY, { ...WHOLE, waitMs: 15_000 })
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    expect(textsOf(await read)).toEqual(['1'])
    await log.close()
    expect(await redis.client.keys(`${prefix}*`)).toEqual([])
    await redis.client.select(3)
    const keys = await redis.client.keys(`${prefix}*`)
    expect(keys).not.toEqual([])
    await redis.client.del(...keys)
    await redis.client.select(0)
    expect(await client.ping()).toBe('PONG')
    client.disconnect()
  })

  test('puts all keys of a session into one slot, whatever its names are, and lets Redis forget them', async () => {
    const prefix = redis.prefix()
    const log = createLog({ prefix, ttlMs: 60_000 })
    const key = { app: '}{ä', session: '}' }
    await log.begin(key, 'a')
    await log.append(key, { runId: 'a', text: '1', ends: true })
    const keys = await redis.client.keys(`${prefix}:{*`)
    expect(keys.length).toBeGreaterThan(2)
    // A cluster hashes what is between the first pair of braces.
    expect(new Set(keys.map((name) => /\{([^}]+)\}/.exec(name)?.[1])).size).toBe(1)
    for (const name of keys) expect(await redis.client.pttl(name)).toBeGreaterThan(0)
  })

  test('reads alike at the same place are one read', async () => {
    const log = createLog()
    await log.begin(KEY, 'a')
    const reads = Array.from({ length: 50 }, () => log.read(KEY, { ...WHOLE, waitMs: 15_000 }))
    const before = await callsOfScripts(redis.client)
    await log.append(KEY, { runId: 'a', text: '1', ends: true })
    for (const read of reads) expect(textsOf(await read)).toEqual(['1'])
    expect((await callsOfScripts(redis.client)) - before).toBeLessThan(20)
  })

  test('drops values that later ones replace as the log in memory does, for a reader at any place', async () => {
    const options = { foldLength: 400, maxSessionLength: 100_000, maxRunLength: 100_000 }
    const memory = createMemoryLog({ clock: createManualClock(), generation: 'g', ...options })
    const stored = createLog(options)
    const ids: Array<readonly [string, string]> = [['', '']]
    for (const log of [memory, stored]) for (const run of ['a', 'b']) await log.begin(KEY, run)
    for (let step = 0; step < 120; step += 1) {
      const runId = step % 3 === 0 ? 'b' : 'a'
      const message = { runId, text: stepText(runId, step, step < 2), ends: false }
      const [one, other] = [await memory.append(KEY, message), await stored.append(KEY, message)]
      if (one.kind !== 'appended' || other.kind !== 'appended') throw new Error('A message was refused.')
      ids.push([one.id, other.id])
      if (step % 10 !== 9) continue
      for (const [inMemory, inRedis] of ids) {
        const expected = await memory.read(KEY, { ...WHOLE, after: inMemory })
        expect(textsOf(await stored.read(KEY, { ...WHOLE, after: inRedis }))).toEqual(textsOf(expected))
      }
    }
    expect(textsOf(await stored.read(KEY, WHOLE)).length).toBeLessThan(60)
  })

  test('a run that another relay goes on with is folded there', async () => {
    const prefix = redis.prefix()
    const options = { prefix, foldLength: 400, maxRunLength: 2_000 }
    const [here, there] = [createLog(options), createLog(options)]
    await here.begin(KEY, 'a')
    for (let step = 0; step < 100; step += 1) await here.append(KEY, { runId: 'a', text: stepText('a', step, step === 0), ends: false })
    await here.close()
    for (let step = 100; step < 200; step += 1) {
      expect(await there.append(KEY, { runId: 'a', text: stepText('a', step, step === 0), ends: false })).toMatchObject({
        kind: 'appended',
      })
    }
    const texts = textsOf(await there.read(KEY, WHOLE))
    expect(texts.length).toBeLessThan(20)
    // The first value is whole, those after it are edits.
    expect(texts.find((text) => text.includes('process_generating'))).toContain('"data":["')
  })
})

function createReliable(log: RunLog, clock: Clock): RunLog {
  return createReliableLog({
    log,
    clock,
    isLocal: false,
    generation: 'r',
    maxWaitingLength: 10_000,
    ttlMs: 60_000,
    onError: () => undefined,
  })
}

/** Values that grow by edits, progress, and now and then a whole text. */
function stepText(runId: string, step: number, isFirst: boolean): string {
  const head = `"event_id":"${runId}","step":${step}`
  if (step % 7 === 6) return `{"msg":"progress",${head}}`
  if (isFirst) return `{"msg":"process_generating",${head},"output":{"data":["v"]}}`
  const edit = step % 5 === 4 ? `[["replace",[],"${step}"]]` : `[["append",[],"${step} "]]`
  return `{"msg":"process_generating",${head},"output":{"data":[${edit}]}}`
}

async function readToEnd(log: RunLog): Promise<string[]> {
  const texts: string[] = []
  for (let after = ''; ;) {
    const page = await log.read(KEY, { after, maxLength: 50, waitMs: 15_000 })
    if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
    texts.push(...textsOf(page))
    after = page.next
    if (page.pendingRuns === 0 && page.atEnd) return texts
  }
}

async function callsOfScripts(client: Redis): Promise<number> {
  const stats = await client.info('commandstats')
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1] ?? 0)
}

function textsOf(page: LogPage): string[] {
  if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
  return page.messages.map(({ text }) => text)
}
