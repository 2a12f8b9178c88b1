/** Starts other people's apps, each in a fork of one Python that has Gradio loaded (`zygote.py`). */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../gradio-app.ts'

const START_MS = 60_000

/** One app that serves. */
export interface StrangerApp {
  readonly url: string
  stop(): void
}

/** Starts apps until it is closed. */
export class Zygote {
  readonly #python: ChildProcess
  readonly #pids = new Map<string, number>()
  readonly #waiting = new Map<string, { resolve: (url: string) => void; reject: (error: Error) => void }>()

  constructor(python: string) {
    this.#python = spawn(python, [join(import.meta.dirname, 'zygote.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, GRADIO_ANALYTICS_ENABLED: 'False', HF_HUB_OFFLINE: '1', MPLBACKEND: 'agg', OMP_NUM_THREADS: '1' },
    })
    this.#python.once('exit', () => {
      for (const path of this.#waiting.keys()) this.#end(path, 'Python has ended')
    })
    if (this.#python.stdout) createInterface(this.#python.stdout).on('line', (line) => this.#hear(line))
  }

  /** Starts the app of a `run.py`. Rejects with why it did not start. */
  async start(path: string): Promise<StrangerApp> {
    const port = await freePort()
    const url = await new Promise<string>((resolve, reject) => {
      this.#waiting.set(path, { resolve, reject })
      this.#python.stdin?.write(`${path} ${port}\n`)
      setTimeout(() => this.#end(path, `it was not ready after ${START_MS / 1000} s`), START_MS)
    })
    return { url, stop: () => this.#kill(path) }
  }

  close(): void {
    this.#python.kill('SIGTERM')
  }

  #hear(line: string): void {
    const [word, path = '', ...rest] = line.split(' ')
    if (word === 'PID') this.#pids.set(path, Number(rest[0]))
    else if (word === 'ENDED') this.#end(path, rest.join(' '))
    else if (word === 'READY') {
      this.#waiting.get(path)?.resolve(rest[0] ?? '')
      this.#waiting.delete(path)
    }
  }

  #end(path: string, why: string): void {
    const waiting = this.#waiting.get(path)
    if (!waiting) return
    this.#waiting.delete(path)
    this.#kill(path)
    waiting.reject(new Error(why))
  }

  #kill(path: string): void {
    const pid = this.#pids.get(path)
    this.#pids.delete(path)
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}
