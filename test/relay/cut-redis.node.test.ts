/**
 * Relays whose connections to Redis are cut while runs go on. Each case was reported of another library: a reader that
 * never hears the end, a reader that is stuck after a reconnect, connections that are never closed, and messages that
 * cost more with each reconnect.
 */
import { systemClock } from '@gradio-stream/client/internal/kit/clock'
import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { createRedisStore } from '../../src/relay/redis/index.ts'
import { completed, createFakeApp } from './fake-upstream-app.ts'
import type { FakeApp } from './fake-upstream-app.ts'
import { createTestBed, DEMO, names, readFrames } from './relay-client.ts'
import type { TestBed } from './relay-client.ts'
import { NO_SERVER, useRedisServer } from './redis.ts'

const READ = `${DEMO}/queue/data?session_hash=s&last_event_id=`

describe.skipIf(NO_SERVER !== null)('relays with a Redis of their own', () => {
  const redis = useRedisServer()

  async function open(): Promise<{ admin: Redis; app: FakeApp; url: string; here: TestBed; other: TestBed }> {
    const { url } = await redis.start([])
    const admin = redis.closing(new Redis(url))
    const app = createFakeApp()
    const [here, other] = [openRelay(url, app), openRelay(url, app)]
    return { admin, app, url, here, other }
  }

  function openRelay(url: string, app: FakeApp): TestBed {
    const bed = createTestBed({ store: createRedisStore({ redis: url }), clock: systemClock, onError: () => undefined }, app)
    redis.closing(bed.relay)
    return bed
  }

  test.each(['pubsub', 'normal'])('a reader gets what is written while its %s connections are cut, and the end', async (type) => {
    const { admin, app, here, other } = await open()
    await here.join('s')
    const upstream = await app.stream(0)
    upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
    const reader = readFrames(await other.get(READ))
    expect((await reader.next())?.message.msg).toBe('process_starts')
    for (let cut = 0; cut < 3; cut += 1) {
      await admin.call('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes')
      upstream.send({ msg: 'log', event_id: 'up1', log: `after cut ${cut}`, level: 'info' })
      expect((await reader.next())?.message.log).toBe(`after cut ${cut}`)
    }
    await admin.call('CLIENT', 'KILL', 'TYPE', type, 'SKIPME', 'yes')
    upstream.send(completed('up1'))
    upstream.end()
    expect(names(await reader.rest())).toEqual(['process_completed', 'close_stream'])
  })

  test('a relay that closes leaves no connection behind', async () => {
    const { admin, app, url } = await open()
    const count = async (): Promise<number> =>
      String(await admin.client('LIST'))
        .trim()
        .split('\n').length
    const before = await count()
    for (let round = 0; round < 10; round += 1) {
      const bed = openRelay(url, app)
      expect((await bed.get(`${DEMO}/config`)).status).toBe(200)
      await bed.relay.close()
    }
    await expect.poll(count).toBe(before)
  })

  test('a message costs Redis the same after fifty reconnects', async () => {
    const { admin, app, here, other } = await open()
    const calls = async (): Promise<number> => {
      const found = (await admin.info('commandstats')).matchAll(/cmdstat_(?:evalsha|eval|publish|spublish|xrange|xread):calls=(\d+)/g)
      return Array.from(found, ([, number]) => Number(number)).reduce((sum, number) => sum + number, 0)
    }
    await here.join('s')
    const upstream = await app.stream(0)
    upstream.send({ msg: 'process_starts', event_id: 'up1', eta: null })
    let reader = readFrames(await other.get(READ))
    let last = await reader.next()
    const say = async (text: string): Promise<number> => {
      const before = await calls()
      upstream.send({ msg: 'log', event_id: 'up1', log: text, level: 'info' })
      last = await reader.next()
      expect(last?.message.log).toBe(text)
      return (await calls()) - before
    }
    const first = await say('before')
    for (let round = 0; round < 50; round += 1) {
      await reader.close()
      reader = readFrames(await other.get(`${READ}${last?.id}`))
      if (round % 10 === 9) await say(`round ${round}`)
    }
    expect(await say('after')).toBeLessThanOrEqual(first + 2)
    await reader.close()
  })
})
