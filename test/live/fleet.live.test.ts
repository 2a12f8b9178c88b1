/**
 * Three relays, each a process, share a Redis behind a real nginx that takes them in turn, in front of a real Gradio.
 * Relays are killed, or replaced one after the other as a deploy does, while runs go on. Skipped, with the reason,
 * where there is no Redis or no nginx.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { freePort, type GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import { HAS_NGINX, startNginx } from './nginx.ts'
import { NO_REDIS, REDIS_URL, useRedis } from '../relay/redis.ts'

if (!HAS_NGINX) console.log('SKIPPED a fleet of relays: there is no nginx on this machine.')
const apps = inject('gradio')
const versions = (Object.keys(apps) as GradioVersion[]).filter((version) => version === '4' || version === '6')

const RELAYS = 3
const CLIENTS = 12
const RUNS_OF_EACH = 4
const WORDS = 20
const KILLS = 6

describe.skipIf(NO_REDIS !== null || !HAS_NGINX).each(versions)('a fleet in front of Gradio %s', (version) => {
  const redis = useRedis()
  const relays: Relay[] = []
  let stopNginx: () => void
  let backendUrl: string

  beforeAll(async () => {
    const ports = await Promise.all(Array.from({ length: RELAYS + 1 }, freePort))
    const [entry = 0, ...behind] = ports
    for (const port of behind) relays.push(new Relay(port, apps[version] ?? ''))
    stopNginx = startNginx(oneAfterTheOther(entry, behind))
    backendUrl = `http://127.0.0.1:${entry}/api/experimental/sse`
  })
  beforeEach(async () => {
    const prefix = redis.prefix()
    await Promise.all(relays.map((relay) => relay.start(prefix)))
    await expect.poll(() => fetch(`${backendUrl}/readyz`).then(({ status }) => status, String), { timeout: 30_000 }).toBe(200)
  })
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.kill()))
  })
  afterAll(() => stopNginx())

  test('relays are killed: every run ends, whole or as one whose relay is gone', { timeout: 240_000 }, async () => {
    const clients = runClients(backendUrl)
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(1_500)
      await relays[kill % RELAYS]?.restart()
    }
    const ends = await clients
    const whole = ends.filter(({ end }) => end === 'whole')
    console.log(`Gradio ${version}: ${KILLS} relays killed; of ${ends.length} runs ${whole.length} whole, ${countResumed(ends)} resumed.`)
    expect(ends.filter(({ end }) => end !== 'whole' && end !== 'relay-lost')).toEqual([])
    expect(whole.length).toBeGreaterThan(0)
  })

  test('relays are replaced one after the other: no run is lost', { timeout: 240_000 }, async () => {
    const clients = runClients(backendUrl)
    for (const relay of relays) {
      await pause(1_000)
      await relay.replace()
    }
    const ends = await clients
    console.log(`Gradio ${version}: ${RELAYS} relays replaced; ${ends.length} runs, ${countResumed(ends)} resumed.`)
    expect(ends.filter(({ end }) => end !== 'whole')).toEqual([])
  })
})

/** A relay in a process of its own, always at the same port. */
class Relay {
  readonly #port: number
  readonly #app: string
  #prefix = ''
  #process: ChildProcess | null = null

  constructor(port: number, app: string) {
    this.#port = port
    this.#app = app
  }

  async start(prefix: string): Promise<void> {
    this.#prefix = prefix
    const started = fork(join(import.meta.dirname, 'fleet-relay.ts'), [String(this.#port), this.#app, REDIS_URL, prefix], {
      execArgv: ['--conditions=gradio-stream-source'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#process = started
    await once(started, 'message')
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const killed = this.#process
    this.#process = null
    if (killed?.kill(signal)) await once(killed, 'exit')
  }

  async restart(): Promise<void> {
    await this.kill()
    await this.start(this.#prefix)
  }

  /** As a deploy does. */
  async replace(): Promise<void> {
    await this.kill('SIGTERM')
    await this.start(this.#prefix)
  }
}

interface RunEnd {
  /** `whole`: it succeeded, and every value it showed was the beginning of the text. */
  readonly end: string
  readonly resumed: boolean
}

/** Clients that submit one run after the other; each run is followed to its end. */
async function runClients(backendUrl: string): Promise<RunEnd[]> {
  const all = Array.from({ length: CLIENTS }, async () => {
    const client = new GradioClient({ backendUrl })
    const app = await client.discover('fixture')
    const ends: RunEnd[] = []
    for (let count = 0; count < RUNS_OF_EACH; count++) {
      const run = client.submit(app, '/stream_text', [WORDS, 0.1])
      const lengths: number[] = []
      let resumed = false
      run.observe((event) => {
        if (event.type === 'output') lengths.push(String(event.data[0]).split(' ').length)
      })
      run.subscribe(() => (resumed ||= run.getSnapshot().connection.readyState === 'reconnecting'))
      const state = await run.settled
      // Values that later ones replaced may be left out for a late reader; none may come twice or go back.
      const rises = lengths.every((length, index) => length > (lengths[index - 1] ?? 0))
      const isWhole = state.status === 'succeeded' && String(state.data[0]).split(' ').length === WORDS && rises
      const end = isWhole ? 'whole' : state.status === 'failed' ? state.error.code : `${state.status} after ${lengths.join(' ')}`
      ends.push({ end, resumed })
    }
    client.close()
    return ends
  })
  return (await Promise.all(all)).flat()
}

/** nginx takes the relays in turn, and another where one does not answer. */
function oneAfterTheOther(entry: number, relays: readonly number[]): string {
  return `upstream relays { ${relays.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join(' ')} }
  server { listen 127.0.0.1:${entry}; location / { proxy_pass http://relays; proxy_http_version 1.1; proxy_buffering off;
    proxy_set_header Host $http_host; proxy_set_header Connection ""; proxy_read_timeout 300s;
    proxy_next_upstream error timeout http_503 non_idempotent; } }`
}

const countResumed = (ends: readonly RunEnd[]): number => ends.filter(({ resumed }) => resumed).length
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
