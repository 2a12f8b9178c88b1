/**
 * The connections between pages and the app, or the relay before it. They break where a scenario says so, when they are
 * cut, and when their page goes away.
 */
import { brokenAnswer } from './gradio-responses.ts'
import { PageStream } from './page-stream.ts'

/** The open connections of one server. */
export class PageConnections {
  /** Numbers of the faults that happened: each does once. */
  readonly met = new Set<number>()
  readonly #streams = new Set<PageStream>()
  /** Cut the answers that are waited for. */
  readonly #cuts = new Set<() => void>()

  /** Number of session streams that are open now. */
  get openStreamCount(): number {
    return [...this.#streams].filter(({ isSession }) => isSession).length
  }

  /** Passes an event stream on. Other answers are not changed. */
  carry({ signal }: Request, response: Response, isSession: boolean): Response {
    const { body, status, headers } = response
    if (body === null || !headers.get('content-type')?.startsWith('text/event-stream')) return response
    const stream = new PageStream({ body, met: this.met, isSession, onOver: () => this.#streams.delete(stream) })
    this.#streams.add(stream)
    signal.addEventListener('abort', () => stream.break(signal.reason), { once: true })
    return new Response(stream.body, { status, headers })
  }

  /** The answer, or a broken one when the connection is cut or its page has gone. */
  wait(gone: AbortSignal, ask: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
    const stop = new AbortController()
    return new Promise((resolve, reject) => {
      const cut = (): void => {
        resolve(brokenAnswer())
        stop.abort()
      }
      this.#cuts.add(cut)
      gone.addEventListener('abort', cut, { once: true })
      ask(stop.signal)
        .then(resolve, reject)
        .finally(() => this.#cuts.delete(cut))
    })
  }

  /** Breaks all. */
  cut(): void {
    for (const stream of this.#streams) stream.break()
    for (const cut of this.#cuts) cut()
  }

  /** Ends every stream without an error, and breaks the answers that are waited for. */
  end(): void {
    for (const stream of this.#streams) stream.end()
    this.cut()
  }
}
