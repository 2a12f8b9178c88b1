/**
 * The app behind the form: what a real Gradio said about it (`app.py --write`), with longer lists; or that Gradio
 * itself.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../scripts/gradio-app.ts'
import type { Answer } from '../site.ts'

/** Choices of each long list, as in `app.py`. */
const MANY = 10_000

interface Component {
  readonly props: { readonly label?: string; choices?: unknown }
}
interface Captured {
  readonly config: { readonly components: readonly Component[] }
  readonly info: unknown
}

/** Answers as the app would, for forms of these sizes, at `/<size>`. */
export function answerAsApp(sizes: readonly number[]): Answer {
  const answers = new Map<string, (host: string) => unknown>()
  for (const size of sizes) {
    // Written by `app.py`.
    const { config, info } = JSON.parse(readFileSync(join(import.meta.dirname, `form-${size}.json`), 'utf8')) as Captured
    for (const { props } of config.components) if (/^Port\b/.test(props.label ?? '')) props.choices = ports()
    answers.set(`/${size}/config`, (host) => ({ ...config, root: `http://${host}/${size}` }))
    answers.set(`/${size}/gradio_api/info`, () => info)
  }
  return ({ url = '', headers }, response) => {
    const answer = answers.get(url.split('?')[0] ?? '')
    if (!answer) return false
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(headers.host ?? '')))
    return true
  }
}

function ports(): readonly (readonly [string, string])[] {
  return Array.from({ length: MANY }, (_, number) => {
    const name = `Port ${String(number).padStart(5, '0')}`
    return [name, name]
  })
}

/** Gradio's own page of the same app; `null` with the reason if there is none. Never creates a virtual environment. */
export async function serveGradio(): Promise<{ url: string; stop: () => void } | { missing: string }> {
  const venvs = process.env.GRADIO_VENVS ?? join(import.meta.dirname, '..', '..', '.venv-gradio')
  const python = join(venvs, '6', 'bin', 'python')
  if (!existsSync(python)) return { missing: 'there is no virtual environment of Gradio 6 (GRADIO_VENVS; `npm run gradio -- 6` makes one)' }
  const port = await freePort()
  const app = spawn(python, [join(import.meta.dirname, 'app.py'), '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, GRADIO_ANALYTICS_ENABLED: 'False', HF_HUB_OFFLINE: '1' },
  })
  return { url: await addressOf(app), stop: () => app.kill() }
}

function addressOf(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    app.once('error', reject)
    app.once('exit', (code) => reject(new Error(`Gradio's app ended with ${code}.`)))
    if (!app.stdout) return reject(new Error('Gradio says nothing.'))
    createInterface({ input: app.stdout }).on('line', (line) => {
      const url = /^READY .*url=(\S+)/.exec(line)?.[1]
      if (url === undefined) return
      app.removeAllListeners('exit')
      resolve(url)
    })
  })
}
