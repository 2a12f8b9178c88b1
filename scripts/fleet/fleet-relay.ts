/** One relay of the fleet: `examples/fleet/relay.mjs` in a process of its own, always at the same port. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface FleetRelayOptions {
  readonly port: number
  readonly app: string
  readonly redis: string
  readonly prefix: string
  readonly token: string
}

const PROGRAM = join(import.meta.dirname, '..', '..', 'examples', 'fleet', 'relay.mjs')
const DRAIN_MS = 60_000
/** How long a relay that was told to end may take, when all end. */
const END_MS = 3_000

export class FleetRelay {
  readonly #options: FleetRelayOptions
  #process: ChildProcess | null = null

  constructor(options: FleetRelayOptions) {
    this.#options = options
  }

  get port(): number {
    return this.#options.port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#options.port}/api/experimental/sse`
  }

  async start(): Promise<void> {
    const { port, app, redis, prefix, token } = this.#options
    const env = { APP_URL: app, REDIS_URL: redis, REDIS_PREFIX: prefix, METRICS_TOKEN: token, PORT: String(port), HOST: '127.0.0.1' }
    const child = fork(PROGRAM, {
      execArgv: ['--conditions=gradio-stream-source', '--disable-warning=ExperimentalWarning'],
      env: { ...process.env, ...env, DRAIN_MS: String(DRAIN_MS) },
      stdio: ['ignore', process.env.FLEET_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
      // Ctrl-C is for the script alone, which ends them one after the other.
      detached: true,
    })
    this.#process = child
    const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    if (said !== 'ready') throw new Error(`The relay at port ${port} did not start.`)
  }

  /** Lets it leave as a deploy does, and starts the next one. */
  async replace(): Promise<void> {
    const child = this.#process
    if (child?.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    await this.start()
  }

  async stop(): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const force = setTimeout(() => child.kill('SIGKILL'), END_MS)
    child.kill('SIGTERM')
    await once(child, 'exit')
    clearTimeout(force)
  }
}
