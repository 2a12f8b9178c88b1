/** One event stream of a page: passes on what the server writes, event by event, and lets faults happen. */
import { brokenBody } from './event-body.ts'
import { faultOf } from './scenario-fault.ts'

/** What a stream is made of. */
export interface PageStreamOptions {
  readonly body: ReadableStream<Uint8Array>
  /** It is a session's `queue/data`. */
  readonly isSession: boolean
  /** Numbers of faults that happened. A reader that meets one adds it. */
  readonly met: Set<number>
  /** Called once when the stream ends in any way. */
  onOver(): void
}

/** A page that reads. The server is read only when the page reads: what is read counts as delivered. */
export class PageStream {
  readonly body: ReadableStream<Uint8Array>
  readonly isSession: boolean
  readonly #options: PageStreamOptions
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #events: string[] = []
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null
  #isOver = false
  #endStall: () => void = () => {}

  constructor(options: PageStreamOptions) {
    this.#options = options
    this.isSession = options.isSession
    this.#reader = options.body.getReader()
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => this.#pull(),
        cancel: () => this.#over(),
      },
      { highWaterMark: 0 },
    )
  }

  /** Errors the body at once. */
  break(reason?: unknown): void {
    if (this.#isOver) return
    this.#controller?.error(reason ?? brokenBody())
    this.#over()
  }

  /** Ends the body at once, without an error. */
  end(): void {
    if (this.#isOver) return
    this.#controller?.close()
    this.#over()
  }

  async #pull(): Promise<void> {
    while (!this.#isOver) {
      const event = this.#events.shift()
      if (event === undefined) await this.#read()
      else if (!(await this.#suffers(event))) return this.#controller?.enqueue(new TextEncoder().encode(event))
    }
  }

  async #read(): Promise<void> {
    try {
      const { done, value } = await this.#reader.read()
      if (done) return this.end()
      // A chunk is whole events.
      this.#events.push(...new TextDecoder().decode(value).split(/(?<=\n\n)/u))
    } catch (error) {
      this.break(error)
    }
  }

  /** Whether the event stands for a fault. It then happens, if it has not happened to another reader. */
  async #suffers(event: string): Promise<boolean> {
    const fault = faultOf(event.slice(event.indexOf('data: ') + 'data: '.length))
    if (fault === null) return false
    if (this.#options.met.has(fault.number)) return true
    this.#options.met.add(fault.number)
    if (fault.kind === 'drop') this.break()
    else if (fault.kind === 'end') this.end()
    else await new Promise<void>((resolve) => (this.#endStall = resolve))
    return true
  }

  #over(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#endStall()
    this.#options.onOver()
    void this.#reader.cancel().catch(() => undefined)
  }
}
