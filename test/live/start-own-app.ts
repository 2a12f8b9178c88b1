/** An app of one live test, beside the one that all share: a file of `gradio/`, on one Gradio. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ensureEnvironment, freePort, type GradioVersion } from '../../scripts/gradio-app.ts'

/** Starts it and resolves once it has printed its READY line. */
export async function startOwnApp(file: string, version: GradioVersion): Promise<{ app: ChildProcess; address: string }> {
  const port = await freePort()
  const python = await ensureEnvironment(version, console.log)
  const app = spawn(python, [join(import.meta.dirname, 'gradio', file), '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, GRADIO_ANALYTICS_ENABLED: 'False', HF_HUB_OFFLINE: '1' },
  })
  const address = await new Promise<string>((resolve, reject) => {
    app.once('exit', (code) => reject(new Error(`${file} ended with ${code}.`)))
    createInterface({ input: app.stdout }).on('line', (line) => {
      const url = /^READY .*url=(\S+)/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  return { app, address }
}
