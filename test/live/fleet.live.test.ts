/**
 * Three relays, each a process, share a Redis behind a real nginx that takes them in turn, in front of a real Gradio.
 * Relays are killed, or replaced one after the other as a deploy does, and Redis goes away, while runs go on. What each
 * client saw is compared with what the app sends. `FLEET_RUNS` says how many runs, `FLEET_SEED` which relays are
 * killed. Skipped, with the reason, where there is no redis-server or no nginx.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { NO_SERVER, useRedisServer } from '../relay/redis.ts'
import { OFFICIAL_JS, OFFICIAL_PYTHON, runOfficial, runOurs } from './fleet-clients.ts'
import type { SeenRun } from './fleet-clients.ts'
import { pause, startFleet } from './fleet-of-relays.ts'
import type { RelayFleet } from './fleet-of-relays.ts'
import { HAS_NGINX } from './nginx.ts'

if (!HAS_NGINX) console.log('SKIPPED a fleet of relays: there is no nginx on this machine.')
const apps = inject('gradio')
const versions = (Object.keys(apps) as GradioVersion[]).filter((version) => version === '4' || version === '6')
const python = join(process.env.GRADIO_VENVS ?? join(import.meta.dirname, '..', '..', '.venv-gradio'), '6', 'bin', 'python')
if (!existsSync(python)) console.log('SKIPPED gradio_client through a fleet: its environment is not there.')

const RUNS = Number(process.env.FLEET_RUNS ?? 60)
const SEED = Number(process.env.FLEET_SEED ?? Date.now() % 100_000)
const [WORDS, DELAY] = [20, 0.05]
const KILL_EVERY_MS = 2_500
const REDIS_PAUSE_MS = 10_000
/** Nothing acknowledged is lost when Redis is killed. */
const DURABLE = ['--appendonly', 'yes', '--appendfsync', 'always']
/** What became of a run of ours. Each is true: the store was away, or the relay that had begun the run was killed. */
const TRUE_ENDS = ['whole', 'relay-lost', 'store-unavailable']

describe.skipIf(NO_SERVER !== null || !HAS_NGINX).each(versions)('a fleet in front of Gradio %s', (version) => {
  const redis = useRedisServer()
  const app = apps[version] ?? ''

  async function start(restart: readonly string[] = []): Promise<RelayFleet & { server: Awaited<ReturnType<typeof redis.start>> }> {
    const server = await redis.start(DURABLE)
    const fleet = await startFleet({ app, redis: server.url, prefix: 'fleet', restart })
    redis.closing({ close: () => fleet.stop() })
    return { ...fleet, server }
  }

  test(
    'relays are killed, Redis twice and paused: every end is true, no message is lost or doubled',
    { timeout: 1_200_000, retry: 0 },
    async () => {
      const { relays, url, server } = await start()
      const random = createRandom(SEED)
      const progress = { ended: 0, kills: 0, isOver: false }
      const isBefore = (part: number): boolean => !progress.isOver && progress.ended < RUNS * part
      const clients = runAll({ url, onEnd: () => (progress.ended += 1) }).finally(() => (progress.isOver = true))
      const killing = (async () => {
        while (isBefore(0.9)) {
          await pause(KILL_EVERY_MS)
          await relays[Math.floor(random() * relays.length)]?.restart()
          progress.kills += 1
        }
      })()
      const after = async (part: number): Promise<void> => {
        while (isBefore(part)) await pause(100)
      }
      await after(0.2)
      await server.kill()
      await server.start()
      await after(0.45)
      server.freeze()
      await pause(REDIS_PAUSE_MS)
      server.thaw()
      await after(0.7)
      await server.kill()
      await server.start()
      const seen = await clients
      await killing
      console.log(
        `Gradio ${version}, seed ${SEED}: ${progress.kills} relays killed, Redis killed twice and paused for 10 s.\n${table(seen)}`,
      )
      expect(seen).toHaveLength(RUNS)
      expect(seen.filter(({ end }) => /untrue|hangs|without a word/.test(end))).toEqual([])
      expect(seen.filter(({ client, end }) => client === 'ours' && !TRUE_ENDS.includes(end))).toEqual([])
      expect(seen.filter(({ end }) => end === 'whole').length).toBeGreaterThan(0)
    },
  )

  test('relays are replaced one after the other: no run is lost', { timeout: 600_000 }, async () => {
    const { relays, url } = await start()
    const clients = runAll({ url, onEnd: () => undefined })
    for (const relay of relays) {
      await pause(1_000)
      await relay.replace()
    }
    const seen = await clients
    console.log(`Gradio ${version}: ${relays.length} relays replaced.\n${table(seen)}`)
    expect(seen.filter(({ end }) => end !== 'whole')).toEqual([])
  })

  test('runs that may be restarted all end whole, though relays are killed', { timeout: 600_000 }, async () => {
    const { relays, url } = await start(['/stream_text'])
    const clients = runOurs({ url, runs: 24, words: WORDS, delay: DELAY, onEnd: () => undefined })
    for (const relay of relays) {
      await pause(1_000)
      await relay.restart()
    }
    const seen = await clients
    console.log(`Gradio ${version}: ${relays.length} relays killed, runs may be restarted.\n${table(seen)}`)
    expect(seen.filter(({ end }) => end !== 'whole')).toEqual([])
  })
})

/** Most runs are ours; an eighth is each official client's, in two processes. */
async function runAll({ url, onEnd }: { url: string; onEnd: () => void }): Promise<SeenRun[]> {
  const each = Math.floor(RUNS / 16)
  const load = { url, words: WORDS, delay: DELAY, onEnd }
  const official = [1, 2].flatMap(() => [
    runOfficial('js', OFFICIAL_JS, { ...load, runs: each }),
    ...(existsSync(python) ? [runOfficial('python', [python, OFFICIAL_PYTHON], { ...load, runs: each })] : []),
  ])
  const ours = runOurs({ ...load, runs: RUNS - official.length * each })
  return (await Promise.all([ours, ...official])).flat()
}

/** How many runs of each client ended how. */
function table(seen: readonly SeenRun[]): string {
  const counts = new Map<string, number>()
  for (const { client, end } of seen) counts.set(`${client}: ${end}`, (counts.get(`${client}: ${end}`) ?? 0) + 1)
  const rows = [...counts].toSorted(([one], [other]) => one.localeCompare(other)).map(([name, count]) => `  ${count} × ${name}`)
  const [resumed, restarted] = [seen.filter((run) => run.resumed).length, seen.filter((run) => run.restarted).length]
  return [...rows, `  ${resumed} resumed, ${restarted} begun again`].join('\n')
}

/** The same numbers for the same seed: mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
