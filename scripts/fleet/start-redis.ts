/** A Redis of the fleet's own with the settings of `examples/fleet/redis.conf`, else the one that is there. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../gradio-app.ts'

export interface FleetRedis {
  readonly url: string
  /** Beginning of every key. */
  readonly prefix: string
  readonly words: string
  stop(): Promise<void>
}

const CONFIG = join(import.meta.dirname, '..', '..', 'examples', 'fleet', 'redis.conf')
const SHARED = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'

export async function startRedis(): Promise<FleetRedis> {
  const prefix = `gradio-fleet-${process.pid}`
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    const { hostname, port } = new URL(SHARED)
    if (!(await answers(hostname, Number(port || 6379)))) throw new Error(`There is no redis-server, and no Redis at ${SHARED}.`)
    return { url: SHARED, prefix, words: `${SHARED} (there is no redis-server of its own to start)`, stop: async () => {} }
  }
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'gradio-fleet-redis-'))
  const child = spawn('redis-server', [CONFIG, '--port', String(port), '--bind', '127.0.0.1', '--dir', folder], {
    stdio: 'ignore',
    detached: true,
  })
  for (let attempt = 0; attempt < 100 && !(await answers('127.0.0.1', port)); attempt += 1) await pause(50)
  const url = `redis://127.0.0.1:${port}`
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, prefix, words: url, stop }
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host)
    const end = (isThere: boolean) => () => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('connect', end(true)).once('error', end(false))
  })
}
