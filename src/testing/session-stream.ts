/**
 * One open `queue/data`: writes a session's log as server-sent events until the log closes, or its reader leaves.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { openEventBody, type EventBody } from './event-body.ts'
import type { ScenarioSession } from './scenario-session.ts'

/** Gradio's heartbeat, in milliseconds. `speed` does not change it, since clients measure silence against it. */
export const HEARTBEAT_MS = 15_000

/** How a stream is read. */
export interface SessionStreamOptions {
  readonly session: ScenarioSession
  readonly clock: Clock
  /** The position in the log where it begins. */
  readonly position: number
  /** Called once when the stream ends in any way but `close_stream`. */
  onLost(): void
  /** Called once when the stream ends in any way. */
  onOver(): void
}

/** A reader of one session. */
export class SessionStream {
  readonly session: ScenarioSession
  readonly #options: SessionStreamOptions
  readonly #body: EventBody
  #unlisten: () => void = () => {}
  #stopHeartbeat: () => void = () => {}
  #position: number
  #gaveEnd = false
  #isMute = false
  #isOver = false

  constructor(options: SessionStreamOptions) {
    this.#options = options
    this.session = options.session
    this.#position = options.position
    this.#body = openEventBody(() => this.#over(true))
  }

  /** Begins to write, and returns the body. */
  open(): ReadableStream<Uint8Array> {
    this.#unlisten = this.session.listen(() => this.#pump())
    this.#beatLater()
    this.#pump()
    return this.#body.stream
  }

  /** Sends nothing more but stays open: another reader took its place. */
  mute(): void {
    this.#isMute = true
  }

  #pump(): void {
    const { session } = this
    while (!this.#isOver && !this.#isMute) {
      const entry = session.log[this.#position]
      if (entry === undefined) break
      this.#position += 1
      this.#write(entry.text)
      session.givenCount = Math.max(session.givenCount, this.#position)
      if (entry.isEnd) this.#gaveEnd = true
    }
    if (this.#gaveEnd && session.pending.size === 0 && !session.neverCloses && !this.#isMute) this.#close()
  }

  #close(): void {
    if (this.#isOver) return
    this.#write(JSON.stringify({ msg: 'close_stream', event_id: null }))
    this.#body.finish('end')
    this.#over(false)
  }

  #write(text: string): void {
    // A raw text may contain line breaks. Each line is a data field of its own (SSE standard 9.2.6).
    const data = text.split('\n').map((line) => `data: ${line}\n`)
    this.#body.write(`${data.join('')}\n`)
  }

  #beatLater(): void {
    this.#stopHeartbeat = this.#options.clock.schedule(() => {
      this.#write(JSON.stringify({ msg: 'heartbeat', event_id: null }))
      this.#beatLater()
    }, HEARTBEAT_MS)
  }

  #over(isLost: boolean): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#stopHeartbeat()
    this.#unlisten()
    this.#options.onOver()
    if (isLost) this.#options.onLost()
  }
}
