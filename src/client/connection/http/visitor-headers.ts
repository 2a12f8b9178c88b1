/**
 * The visitor's headers of a page in a frame of huggingface.co: with them a call to a ZeroGPU Space uses the visitor's
 * own quota. The page around is asked for each call, as Gradio's client does; here with a time limit, and only answers
 * from that page count.
 */
import type { AppDescription } from '../../protocol/describe/app-description.ts'

/** Requests the headers of one call; `null`: there is no page to ask. */
export type ZeroGpuHeaders = (() => Promise<Readonly<Record<string, string>>>) | null

/** The accepted headers, which a relay passes on: no others of a visitor. */
const NAMES: ReadonlySet<string> = new Set(['x-ip-token', 'x-zerogpu-token', 'x-zerogpu-uuid'])
const VALUE = /^[\x21-\x7e]{1,8192}$/
const SPACE = /^https:\/\/[a-z\d-]+(?:\.hf\.space|(?:\.[a-z\d-]+)?\.dev\.spaces\.huggingface\.tech)$/
const SUPPORTED = 'supports-zerogpu-headers'
const WANTED = 'zerogpu-headers'
/**
 * The page around answers within milliseconds. Without an answer the call goes without headers and counts as anonymous.
 */
const ANSWER_MS = 2000

/** Whether an address is that of a Space: such headers go nowhere else. */
export function isSpaceAddress(url: string): boolean {
  return URL.canParse(url) && SPACE.test(new URL(url).origin)
}

/** The headers that may go to a Space. */
export function pickZeroGpuHeaders(headers: Iterable<readonly [string, unknown]>): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const [name, value] of headers) {
    const known = name.toLowerCase()
    if (NAMES.has(known) && typeof value === 'string' && VALUE.test(value)) picked[known] = value
  }
  return picked
}

/** For a join of this app: a Space itself, or an app behind a relay, which knows whether it is one. Never rejects. */
export async function visitorHeaders(ask: ZeroGpuHeaders, app: Pick<AppDescription, 'apiUrl' | 'route'>): Promise<Record<string, string>> {
  if (ask === null || (app.route === 'direct' && !isSpaceAddress(app.apiUrl))) return {}
  try {
    return pickZeroGpuHeaders(Object.entries(await ask()))
  } catch {
    return {}
  }
}

/** The used parts of a window. */
export interface FramedPage {
  readonly hostname: string
  /** The page around; `null` if there is none. */
  readonly parent: Pick<Window, 'postMessage'> | null
  addEventListener(type: 'message', listener: (event: Pick<MessageEvent, 'data' | 'origin' | 'source'>) => void): void
  schedule(task: () => void, delayMs: number): () => void
}

/** The origin of the page around, from the page's own host; `null` for any other host. */
export function hubOriginOf(hostname: string): string | null {
  if (hostname.endsWith('.hf.space')) return 'https://huggingface.co'
  // The Hub's staging hosts, as in Gradio's client.
  const stage = /^[a-z\d-]+\.([a-z\d-]+)\.dev\./.exec(hostname)?.[1]
  return stage === undefined ? null : `https://moon-${stage}.dev.spaces.huggingface.tech`
}

/**
 * Asks the page around at once whether it gives headers, and for the headers with each call. `null` if there is no such
 * page.
 */
export function askPageAround(page: FramedPage): ZeroGpuHeaders {
  const origin = hubOriginOf(page.hostname)
  const { parent } = page
  if (origin === null || parent === null) return null
  let supports: () => void = () => {}
  const isSupported = new Promise<boolean>((resolve) => {
    supports = () => resolve(true)
    page.schedule(() => resolve(false), ANSWER_MS)
  })
  page.addEventListener('message', (event) => {
    if (event.data === SUPPORTED && event.origin === origin && event.source === parent) supports()
  })
  parent.postMessage(SUPPORTED, origin)
  return async () => ((await isSupported) ? headersOf(parent, origin, page) : {})
}

function headersOf(parent: Pick<Window, 'postMessage'>, origin: string, page: FramedPage): Promise<Record<string, string>> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const end = (headers: Record<string, string>): void => {
      cancelTimer()
      port1.close()
      resolve(headers)
    }
    const cancelTimer = page.schedule(() => end({}), ANSWER_MS)
    port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => end(readHeaders(data)))
    port1.start()
    // Only a page of this origin gets the other port.
    parent.postMessage(WANTED, origin, [port2])
  })
}

/** An object, or a `Map`. */
function readHeaders(data: unknown): Record<string, string> {
  if (data instanceof Map) return pickZeroGpuHeaders([...data].map(([name, value]) => [String(name), value]))
  return typeof data === 'object' && data !== null ? pickZeroGpuHeaders(Object.entries(data)) : {}
}

let ofThisPage: ZeroGpuHeaders | undefined

/** The same for this page, asked once for all of its clients. */
export function zeroGpuHeadersOfPage(): ZeroGpuHeaders {
  if (ofThisPage !== undefined) return ofThisPage
  const isPage = typeof window !== 'undefined' && typeof document !== 'undefined' && typeof location !== 'undefined'
  const isFramed = isPage && window.parent !== window
  if (!isFramed) return null
  return (ofThisPage = askPageAround({
    hostname: location.hostname,
    parent: window.parent,
    addEventListener: (type, listener) => window.addEventListener(type, listener),
    schedule: (task, delayMs) => {
      const timer = setTimeout(task, delayMs)
      return () => clearTimeout(timer)
    },
  }))
}
