/** What becomes of a run whose relay is gone, over a real Redis. */
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import type { LogPage, RunLog } from '../../src/relay/index.ts'
import type { TakenRun } from '../../src/relay/fleet.ts'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { NO_REDIS, NO_SERVER, REDIS_URL, useRedis, useRedisServer } from './redis.ts'

const KEY = { app: 'demo', session: 's1' }
const WHOLE = { after: '', maxLength: 1_000_000, waitMs: 0 }
const WAITING = { ...WHOLE, waitMs: 60_000 }
const SOON = 300
const LATE = 600_000

describe.skipIf(NO_REDIS !== null)('over Redis', () => {
  const redis = useRedis()
  const createLog = (prefix: string, leaseMs: number): RunLog => redis.closing(createRedisStore({ redis: REDIS_URL, prefix, leaseMs }).log)
  /** As if the relay had not renewed it for its whole time. */
  const expireLeases = async (prefix: string): Promise<void> => {
    for (const member of await redis.client.zrange(`${prefix}:leases`, '0', '-1')) await redis.client.zadd(`${prefix}:leases`, 1, member)
  }

  test('ends a run whose relay is gone, and a reader that waits is told', async () => {
    const prefix = redis.prefix()
    const [gone, other] = [createLog(prefix, SOON), createLog(prefix, SOON)]
    await gone.begin(KEY, 'a')
    const first = await gone.append(KEY, { runId: 'a', text: '1', ends: false })
    if (first.kind !== 'appended') throw new Error('The message was refused.')
    const read = other.read(KEY, { ...WAITING, after: first.id })
    await gone.close()
    const page = pageOf(await read)
    expect(page).toMatchObject({ pendingRuns: 0, messages: [{ runId: 'a', ends: true }] })
    expect(JSON.parse(page.messages[0]?.text ?? '')).toMatchObject({ msg: 'process_completed', success: false, code: 'relay-lost' })
    await expect.poll(() => redis.client.exists(`${prefix}:leases`)).toBe(0)
  })

  test('ends a run that was begun and has no message yet', async () => {
    const prefix = redis.prefix()
    const [gone, other] = [createLog(prefix, SOON), createLog(prefix, SOON)]
    await gone.begin(KEY, 'a')
    await gone.close()
    expect(pageOf(await other.read(KEY, WAITING)).messages).toHaveLength(1)
  })

  test('one of many relays ends it, once', async () => {
    const prefix = redis.prefix()
    const [gone, other] = [createLog(prefix, SOON), createLog(prefix, SOON), createLog(prefix, SOON), createLog(prefix, SOON)]
    if (!gone || !other) throw new Error('unreachable')
    for (const runId of ['a', 'b', 'c']) await gone.begin(KEY, runId)
    await gone.close()
    await expect.poll(async () => pageOf(await other.read(KEY, WHOLE)).pendingRuns).toBe(0)
    expect(
      pageOf(await other.read(KEY, WHOLE))
        .messages.map(({ runId }) => runId)
        .toSorted(),
    ).toEqual(['a', 'b', 'c'])
  })

  test('what the relay writes after its run was taken is refused', async () => {
    const prefix = redis.prefix()
    const [paused, other] = [createLog(prefix, LATE), createLog(prefix, SOON)]
    await paused.begin(KEY, 'a')
    await paused.append(KEY, { runId: 'a', text: '1', ends: false, position: 1 })
    await expireLeases(prefix)
    await expect.poll(async () => pageOf(await other.read(KEY, WHOLE)).pendingRuns).toBe(0)
    for (const ends of [false, true]) {
      expect(await paused.append(KEY, { runId: 'a', text: 'late', ends, position: ends ? 3 : 2 })).toEqual({ kind: 'ended' })
    }
    expect(pageOf(await other.read(KEY, WHOLE)).messages.map(({ text }) => text)).not.toContain('late')
  })

  test('a relay that was paused writes nothing more of a run that another one took on', async () => {
    const prefix = redis.prefix()
    const paused = createLog(prefix, LATE)
    await paused.begin(KEY, 'a', 'call 1', 'the order')
    await paused.append(KEY, { runId: 'a', text: '1', ends: false, position: 1, fence: 'call 1' })
    const other = createRedisStore({ redis: REDIS_URL, prefix, leaseMs: SOON })
    redis.closing(other.log)
    const taken = new Promise<TakenRun>((resolve) => other.fleet.joins.onTaken(resolve))
    await expireLeases(prefix)
    const { fence, order, isAgain } = await taken
    expect({ order, isAgain }).toEqual({ order: 'the order', isAgain: false })
    for (const ends of [false, true])
      expect(await paused.append(KEY, { runId: 'a', text: 'late', ends, position: 2, fence: 'call 1' })).toEqual({ kind: 'taken' })
    // What it takes on is numbered from 1 again.
    expect((await other.log.append(KEY, { runId: 'a', text: '2', ends: true, position: 1, fence })).kind).toBe('appended')
    expect(pageOf(await other.log.read(KEY, WHOLE)).messages.map(({ text }) => text)).toEqual(['1', '2'])
    await expect.poll(() => redis.client.exists(`${prefix}:leases`)).toBe(0)
  })

  test.each([
    ['before it set off', false, { order: 'the order', isAgain: false }],
    ['after, with its order', true, { order: 'the order', isAgain: true }],
  ])('a relay that dies while it takes a run %s leaves it to the next', async (_when, isSent, expected) => {
    const prefix = redis.prefix()
    const gone = createRedisStore({ redis: REDIS_URL, prefix, leaseMs: LATE })
    await gone.log.begin(KEY, 'a', 'call 1', 'the order')
    if (isSent) expect(await gone.fleet.joins.setOff(KEY, 'a', 'call 1', true)).toBe('go')
    await gone.log.close()
    for (let life = 0; life < 2; life++) {
      const store = createRedisStore({ redis: REDIS_URL, prefix, leaseMs: SOON })
      redis.closing(store.log)
      const taken = new Promise<TakenRun>((resolve) => store.fleet.joins.onTaken(resolve))
      await expireLeases(prefix)
      expect(await taken).toMatchObject(expected)
      await store.log.close()
    }
  })

  test('a run that was set off, with nothing kept of its join, ends', async () => {
    const prefix = redis.prefix()
    const gone = createRedisStore({ redis: REDIS_URL, prefix, leaseMs: SOON })
    await gone.log.begin(KEY, 'a', 'call 1', 'the order')
    expect(await gone.fleet.joins.setOff(KEY, 'a', 'call 1', false)).toBe('go')
    await gone.log.close()
    const other = createRedisStore({ redis: REDIS_URL, prefix, leaseMs: SOON })
    redis.closing(other.log)
    other.fleet.joins.onTaken(() => expect.unreachable())
    expect(JSON.parse(pageOf(await other.log.read(KEY, WAITING)).messages[0]?.text ?? '')).toMatchObject({ code: 'relay-lost' })
  })

  test('renews the lease of a run without messages, and lets go of one that has ended', async () => {
    const prefix = redis.prefix()
    const log = createLog(prefix, SOON)
    for (const runId of ['a', 'b', 'c']) await log.begin(KEY, runId)
    await log.append(KEY, { runId: 'b', text: '1', ends: true })
    await log.abandon(KEY, 'c')
    const leases = `${prefix}:leases`
    await expect.poll(() => redis.client.zrange(leases, '0', '-1')).toEqual([JSON.stringify(['demo', 's1', 'a', ''])])
    const [, until] = await redis.client.zrange(leases, '0', '0', 'WITHSCORES')
    const later = async (): Promise<number> => Number((await redis.client.zrange(leases, '0', '0', 'WITHSCORES'))[1])
    await expect.poll(later).toBeGreaterThan(Number(until) + SOON)
    expect(pageOf(await log.read(KEY, WHOLE)).pendingRuns).toBe(1)
  })

  test('a repeated join at another relay leaves the lease to the relay that has the run', async () => {
    const prefix = redis.prefix()
    const [first, second] = [createLog(prefix, LATE), createLog(prefix, LATE)]
    await first.begin(KEY, 'a')
    const before = await redis.client.zrange(`${prefix}:leases`, '0', '-1', 'WITHSCORES')
    expect(await second.begin(KEY, 'a')).toEqual({ kind: 'known' })
    expect(await redis.client.zrange(`${prefix}:leases`, '0', '-1', 'WITHSCORES')).toEqual(before)
    await first.append(KEY, { runId: 'a', text: '1', ends: true })
    expect(await second.begin(KEY, 'a')).toEqual({ kind: 'known' })
    await expect.poll(() => redis.client.exists(`${prefix}:leases`)).toBe(0)
  })
})

describe.skipIf(NO_SERVER !== null)('over a Redis that goes away', () => {
  const redis = useRedisServer()

  test('nobody takes a run because nobody could renew its lease', async () => {
    const server = await redis.start(['--appendonly', 'yes', '--appendfsync', 'always'])
    const [here, other] = [1, 2].map(() => redis.closing(createRedisStore({ redis: server.url, leaseMs: 3_000 }).log))
    if (!here || !other) throw new Error('unreachable')
    await here.begin(KEY, 'a')
    await server.kill()
    await server.start()
    const admin = redis.closing(new Redis(server.url))
    // The lease is over, and the first to come sees it.
    await admin.zadd('gradio-stream:leases', 1, JSON.stringify(['demo', 's1', 'a', '']))
    await expect.poll(async () => Number((await admin.zrange('gradio-stream:leases', '0', '0', 'WITHSCORES'))[1])).toBeGreaterThan(1)
    expect(pageOf(await other.read(KEY, WHOLE))).toMatchObject({ pendingRuns: 1, messages: [] })
  })
})

function pageOf(page: LogPage): Extract<LogPage, { kind: 'page' }> {
  if (page.kind !== 'page') throw new Error(`The log answered "${page.kind}".`)
  return page
}
