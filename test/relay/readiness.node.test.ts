/** A relay whose Redis is away: it says so, refuses new runs with a time, goes on with others, and needs no restart. */
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { completed } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO, names, readFrames } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'
import { NO_SERVER, useRedisServer } from './redis.ts'
import type { RedisServer } from './redis.ts'

async function readyz({ get }: TestBed): Promise<unknown> {
  const answer = await get(`${BASE}/readyz`)
  return [answer.status, await answer.json()]
}

const READY = [200, { status: 'ready', runs: expect.any(Number) }]
const AWAY = [
  503,
  {
    status: 'store-unavailable',
    message: 'The store in which the relay keeps the messages of runs takes nothing at the moment.',
    runs: expect.any(Number),
  },
]

test('a relay without a store is ready', async () => {
  expect(await readyz(createTestBed())).toEqual(READY)
})

describe.skipIf(NO_SERVER !== null)('with a Redis server of its own', () => {
  const redis = useRedisServer()

  async function createBed(server: RedisServer): Promise<{ bed: TestBed; told: unknown[] }> {
    const told: unknown[] = []
    const store = createRedisStore({ redis: server.url })
    const bed = createTestBed({ store, clock: systemClock, onError: (error) => void told.push(error) })
    redis.closing(bed.relay)
    await expect.poll(() => readyz(bed)).toEqual(READY)
    return { bed, told }
  }

  test('says that Redis is nearly full while it still takes what comes', async () => {
    const server = await redis.start([])
    const { bed } = await createBed(server)
    const client = redis.closing(new Redis(server.url))
    const used = Number(/used_memory:(\d+)/.exec(await client.info('memory'))?.[1])
    await client.config('SET', 'maxmemory', String(Math.ceil(used * 1.05)))
    const message = 'The store in which the relay keeps the messages of runs is nearly full.'
    expect(await readyz(bed)).toEqual([200, { status: 'ready', message, runs: 0 }])
    await client.config('SET', 'maxmemory', '1gb')
    expect(await readyz(bed)).toEqual(READY)
  })

  const join = ({ post }: TestBed, session: string): Promise<Response> =>
    post(`${DEMO}/queue/join`, { data: ['x'], fn_index: 0, session_hash: session })

  test.each<[string, (server: RedisServer) => unknown, (server: RedisServer) => unknown]>([
    ['stands still', (server) => server.freeze(), (server) => server.thaw()],
    ['was killed', (server) => server.kill(), (server) => server.start()],
  ])('is not ready while Redis %s, and ready when it is back', async (_what, leave, comeBack) => {
    const server = await redis.start(['--appendonly', 'yes', '--appendfsync', 'always'])
    const { bed, told } = await createBed(server)
    expect((await join(bed, 's')).status).toBe(200)
    const upstream = await bed.app.stream(0)
    await leave(server)
    expect(await readyz(bed)).toEqual(AWAY)
    expect(told).not.toHaveLength(0)
    const refused = await join(bed, 'other')
    expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toMatchObject([
      503,
      '5',
      { code: 'store-unavailable' },
    ])
    expect(bed.app.to('/queue/join')).toHaveLength(1)
    // The run that is followed goes on, and its end is written when Redis is back.
    upstream.send(completed('up1'))
    upstream.end()
    await comeBack(server)
    await expect.poll(() => readyz(bed)).toEqual(READY)
    const frames = await readFrames(await bed.get(`${DEMO}/queue/data?session_hash=s&last_event_id=`)).rest()
    expect([names(frames), frames[0]?.message.success]).toEqual([['process_completed', 'close_stream'], true])
    expect((await join(bed, 'other')).status).toBe(200)
  })

  test('is not ready while Redis takes nothing more', async () => {
    const server = await redis.start(['--maxmemory-policy', 'noeviction'])
    const { bed } = await createBed(server)
    const admin = redis.closing(new Redis(server.url))
    await admin.config('SET', 'maxmemory', '500kb')
    expect(await readyz(bed)).toEqual(AWAY)
    await admin.config('SET', 'maxmemory', '0')
    expect(await readyz(bed)).toEqual(READY)
  })
})
