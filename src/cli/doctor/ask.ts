/** Requests of the doctor: one answer, or the times at which the pieces of a stream came. Nothing is tried again. */

/** What every request of one call carries. */
export interface Asking {
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** One answer, read to its end (64 kB at most). */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** From the request to the end of the answer. */
  readonly tookMs: number
  /** When it had come, by the clock of this machine (Unix time). */
  readonly at: number
}

const ANSWER_MS = 20_000
const MOST_TEXT = 65_536

/** Asks once. Redirects are an answer. Rejects if there is none within 20 s. */
export async function ask(
  url: string,
  { headers, signal }: Asking,
  init: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const begun = performance.now()
  const response = await fetch(url, {
    method: init.method ?? 'GET',
    headers: { ...headers, ...init.headers },
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
  })
  const text = (await response.text()).slice(0, MOST_TEXT)
  return { status: response.status, headers: response.headers, text, tookMs: performance.now() - begun, at: Date.now() }
}

/** What was seen of a stream. */
export interface Watched {
  readonly status: number
  readonly headers: Headers
  /** When each piece came, from the request on. */
  readonly pieces: readonly { readonly atMs: number; readonly text: string }[]
  /** When the stream ended or broke; `null` if it was still open at the end of the watch. */
  readonly endedAtMs: number | null
}

/** Watches a stream for a time, or until `isEnough` says so. `null`: there was no answer in that time. */
export async function watch(
  url: string,
  { headers, signal }: Asking,
  watchMs: number,
  isEnough: (pieces: number) => boolean,
): Promise<Watched | null> {
  const begun = performance.now()
  const over = AbortSignal.any([signal, AbortSignal.timeout(watchMs)])
  const pieces: { atMs: number; text: string }[] = []
  let response: Response | null = null
  let endedAtMs: number | null = null
  try {
    // Browsers ask for the same encodings.
    response = await fetch(url, { headers: { ...headers, accept: 'text/event-stream', 'accept-encoding': 'gzip, br' }, signal: over })
    const decoder = new TextDecoder()
    for await (const piece of response.body ?? []) {
      pieces.push({ atMs: performance.now() - begun, text: decoder.decode(piece, { stream: true }).slice(0, 1000) })
      if (isEnough(pieces.length)) return { status: response.status, headers: response.headers, pieces, endedAtMs }
    }
    endedAtMs = performance.now() - begun
  } catch (cause) {
    if (signal.aborted) throw cause
    if (!over.aborted) {
      if (response === null) throw cause
      endedAtMs = performance.now() - begun
    }
  }
  return response && { status: response.status, headers: response.headers, pieces, endedAtMs }
}
