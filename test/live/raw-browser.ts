/**
 * A whole Chromium spoken to over its own protocol. Playwright keeps every page focused and visible and switches the
 * back-forward cache off; here a tab that is covered is hidden, a frozen page stands still, and a page that was left
 * comes back as it was.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const NAMES = [process.env.FULL_CHROMIUM_PATH, 'chromium', 'google-chrome', 'chromium-browser']

/** A Chromium with tabs and windows; the one npm brings has none. `null` where there is none. */
export function findWholeChromium(): string | null {
  return NAMES.find((name) => name && spawnSync(name, ['--version']).status === 0) ?? null
}

type Answer = Record<string, unknown>

/** One tab. */
export interface RawTab {
  /** Value of an expression in the page; rejects with what the page threw. */
  evaluate<Value>(expression: string): Promise<Value>
  send(method: string, parameters?: Answer): Promise<Answer>
  /** Brings the tab before all others: those are hidden. */
  activate(): Promise<void>
}

export interface RawBrowser {
  readonly process: ChildProcess
  open(url: string): Promise<RawTab>
  close(): Promise<void>
}

export async function launchRawBrowser(path: string, args: readonly string[] = []): Promise<RawBrowser> {
  const directory = await mkdtemp(join(tmpdir(), 'rgs-browser-'))
  const child = spawn(
    path,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--remote-debugging-port=0',
      `--user-data-dir=${directory}`,
      ...args,
      'about:blank',
    ],
    // Its own group, so that it can be stopped and let go on as a computer that sleeps.
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  )
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}.`)))
    createInterface({ input: child.stderr }).on('line', (line) => {
      const match = /DevTools listening on (\S+)/.exec(line)
      if (match?.[1]) resolve(match[1])
    })
  })
  const socket = new WebSocket(address)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  let count = 0
  socket.addEventListener('message', ({ data }) => {
    // Chromium's own words: an answer has an id, and a result or an error.
    const { id, result, error } = JSON.parse(String(data)) as { id?: number; result?: Answer; error?: { message: string } }
    const one = id === undefined ? undefined : waiting.get(id)
    if (id === undefined || !one) return
    waiting.delete(id)
    if (error) one.reject(new Error(error.message))
    else one.resolve(result ?? {})
  })
  const send = (method: string, params: Answer = {}, sessionId?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      count += 1
      waiting.set(count, { resolve, reject })
      socket.send(JSON.stringify({ id: count, method, params, ...(sessionId ? { sessionId } : {}) }))
    })

  return {
    process: child,
    async open(url) {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
      const tell: RawTab['send'] = (method, parameters) => send(method, parameters, String(sessionId))
      await tell('Network.enable')
      // A development server's own socket reloads the page when it is cut: this one never opens.
      // And it serves more modules than the browser remembers requests.
      const source = 'window.WebSocket = class extends EventTarget { send() {} close() {} }; performance.setResourceTimingBufferSize(10000)'
      await tell('Page.addScriptToEvaluateOnNewDocument', { source })
      await tell('Page.enable')
      await tell('Page.navigate', { url })
      return {
        send: tell,
        activate: async () => void (await send('Target.activateTarget', { targetId })),
        async evaluate<Value>(expression: string) {
          const answer = await tell('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true, userGesture: true })
          const { result, exceptionDetails } = answer as { result: { value: Value }; exceptionDetails?: { text: string } }
          if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`)
          return result.value
        },
      }
    },
    async close() {
      socket.close()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      await ended
      await rm(directory, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
