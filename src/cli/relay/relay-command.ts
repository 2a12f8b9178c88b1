/** `gradio-stream relay`: a relay on a port, until the process is told to stop. */
import { serve } from '@hono/node-server'
import { isGradioStreamError } from '@gradio-stream/client'
import { createGradioRelay } from '@gradio-stream/relay'
import type { GradioRelay } from '@gradio-stream/relay'
import { FINE, UsageError } from '../exit-codes.ts'
import { plain, writeJson } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'
import { checkPort, lineOf, readConfig, readEnvironment, readFlags } from './relay-config.ts'
import type { ReadFile, RelayConfig, RelayFlags } from './relay-config.ts'

/** Options of the command, as commander reads them. */
export interface RelayCommandOptions extends RelayFlags {
  readonly json?: boolean
}

/** Runs the command. Resolves with its exit code when `terminal.signal` aborts and every reader has been let go. */
export async function runRelay(options: RelayCommandOptions, terminal: Terminal, env = process.env): Promise<number> {
  const read = options.config === undefined ? null : await readConfig(options.config)
  const file = read?.file ?? null
  const { port = 3000, host = '127.0.0.1', ...given } = { ...read?.config, ...readEnvironment(env), ...readFlags(options) }
  checkPort(port, file === null ? 'port' : lineOf(file, 'port'))
  if (typeof host !== 'string') throw new UsageError(`${file === null ? 'host' : lineOf(file, 'host')}: the host must be a text.`)
  const relay = makeRelay({ sse: true, ...given }, file)
  const { url, close } = await listen(relay, port, host)
  const at = `${url}${(given.basePath ?? '/api/experimental/sse').replace(/\/$/, '')}`
  const apps = Object.keys(given.apps ?? {})
  if (options.json === true) writeJson(terminal, { url: at, apps })
  else terminal.out(`Relay at ${at}${apps.length === 0 ? '' : `, apps: ${plain(apps.join(', '))}`}. Stop it with Ctrl-C.\n`)
  await untilStopped(terminal.signal)
  await relay.close()
  await close()
  return FINE
}

/** Makes the relay, which checks its options. */
function makeRelay(options: RelayConfig, file: ReadFile | null): GradioRelay {
  try {
    return createGradioRelay(options)
  } catch (cause) {
    if (!isGradioStreamError(cause, 'options-invalid')) throw cause
    const option = Object.keys(options).find((name) => new RegExp(`\\b${name}\\b`).test(cause.message))
    const place = file === null || option === undefined ? '' : `${lineOf(file, option)}: `
    throw new UsageError(`${place}${plain(cause.message)}`)
  }
}

/** Listens. A port that is taken is the caller's mistake. */
function listen(
  relay: GradioRelay,
  port: number,
  hostname: string,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: relay.fetch, port, hostname }, (info) => {
      resolve({
        url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${info.port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            if ('closeAllConnections' in server) server.closeAllConnections()
          }),
      })
    })
    server.on('error', (cause: Error) =>
      reject(new UsageError(`Port ${port} of ${plain(hostname)} cannot be used: ${plain(cause.message)}.`)),
    )
  })
}

function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
