/**
 * Sends frames into a run, each after the answer to the one before: Gradio replaces a frame that it has not begun to
 * process, so faster frames would be lost (`queueing.py`).
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { Run } from '@gradio-stream/client/internal/run/run'

/** Pause before the next look at a source that had nothing. */
const EMPTY_MS = 50
/** A frame whose request failed counts as lost if its answer has not come by then. */
const LOST_MS = 2000
/** Longest wait for the last answer before the stream is ended, and for the app's last message after that. */
const END_MS = 5000

export interface FramePumpOptions {
  readonly run: Pick<Run, 'send' | 'closeInput' | 'cancel' | 'observe' | 'getTrace' | 'getSnapshot'>
  /** Shortest time between two frames. */
  readonly everyMs: number
  readonly clock: Clock
  /** The inputs of the next frame; `null`: nothing to send. `isLast`: only data that must not be lost. */
  readonly take: (isLast: boolean) => readonly unknown[] | null
  /** A frame did not arrive; it is sent before what `take` gives. */
  readonly onLost: (frame: readonly unknown[]) => void
  /** After each answer. */
  readonly onAnswer: () => void
}

export class FramePump {
  readonly #options: FramePumpOptions
  readonly #unobserve: () => void
  #wake: () => void = () => {}
  #isAwaited: boolean
  #isPaused = false
  #isEnding = false
  #isOver = false

  /** Starts at once: the run's own inputs are the first frame. */
  constructor(options: FramePumpOptions) {
    this.#options = options
    const { run } = options
    // An answer may have come before this listens.
    this.#isAwaited = !run.getTrace().events.some(({ type }) => type === 'output')
    this.#unobserve = run.observe(({ type }) => {
      if (type === 'output') {
        this.#isAwaited = false
        options.onAnswer()
      }
      if (type === 'succeeded' || type === 'failed' || type === 'cancelled') this.stop()
      this.#wake()
    })
    void this.#go()
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused
    this.#wake()
  }

  /** Sends what must not be lost, then ends the input: the run ends with its last value. */
  end(): void {
    if (this.#isEnding || this.#isOver) return
    this.#isEnding = true
    this.#options.clock.schedule(() => void this.#close(), END_MS)
    this.#wake()
  }

  /** Sends nothing more. */
  stop(): void {
    this.#isOver = true
    this.#unobserve()
    this.#wake()
  }

  async #go(): Promise<void> {
    const { clock, everyMs, take } = this.#options
    let dueAt = clock.now() + everyMs
    while (!this.#isOver) {
      const waitMs = this.#isEnding ? 0 : dueAt - clock.now()
      if (this.#isAwaited || (this.#isPaused && !this.#isEnding)) await this.#sleep(null)
      else if (waitMs > 0) await this.#sleep(waitMs)
      else {
        const frame = take(this.#isEnding)
        if (frame) {
          dueAt = clock.now() + everyMs
          await this.#send(frame)
        } else if (this.#isEnding) return this.#close()
        else await this.#sleep(EMPTY_MS)
      }
    }
  }

  async #send(frame: readonly unknown[]): Promise<void> {
    const { run, clock, onLost } = this.#options
    this.#isAwaited = true
    try {
      await run.send(frame)
    } catch {
      // If the run ended, it gives the reason. Otherwise it is unknown whether the frame arrived, until its answer
      // comes.
      const lostAt = clock.now() + LOST_MS
      while (this.#isAwaited && !this.#isOver && clock.now() < lostAt) await this.#sleep(lostAt - clock.now())
      if (!this.#isAwaited || this.#isOver) return
      this.#isAwaited = false
      onLost(frame)
    }
  }

  async #close(): Promise<void> {
    if (this.#isOver) return
    const { run, clock } = this.#options
    this.stop()
    clock.schedule(() => void run.cancel(), END_MS)
    // If the app cannot be told, the run is cancelled above.
    await run.closeInput().catch(() => {})
  }

  /** Until something changes, or time is up. */
  #sleep(waitMs: number | null): Promise<void> {
    return new Promise((resolve) => {
      const cancel = waitMs === null ? () => {} : this.#options.clock.schedule(resolve, waitMs)
      this.#wake = () => {
        cancel()
        resolve()
      }
    })
  }
}
