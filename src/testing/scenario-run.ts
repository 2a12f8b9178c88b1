/** One call of a scenario. Plays its steps by the clock into the session. Can be held, cancelled or left. */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import { writeExact } from '@gradio-stream/client/internal/protocol/exact-json'
import type { ScenarioSession } from './scenario-session.ts'
import { faultMessage } from './scenario-fault.ts'
import { GRADIO_CANCEL_FRAME } from './scenario-steps.ts'
import type { Scenario, ScenarioStep } from './scenario.ts'

/** What became of a scenario's runs. Proves that nothing ran twice. */
export interface ScenarioRunCount {
  started: number
  finished: number
  cancelled: number
  /** Ended because their reader left, as Gradio does. A relay does not leave. */
  lost: number
}

/** What a run needs from its server. */
export interface ScenarioRunOptions {
  readonly eventId: string
  readonly fnIndex: number
  readonly scenario: Scenario
  readonly steps: readonly ScenarioStep[]
  readonly session: ScenarioSession
  readonly clock: Clock
  /** Steps play this many times faster. */
  readonly speed: number
  readonly count: ScenarioRunCount
  readonly nextFault: () => number
}

/** A run of a scenario. */
export class ScenarioRun {
  readonly eventId: string
  readonly fnIndex: number
  readonly scenario: Scenario
  readonly session: ScenarioSession
  readonly #options: ScenarioRunOptions
  #next = 0
  #stopTimer: () => void = () => {}
  #hasStarted = false
  #isHeld = false
  #isMuted = false
  #isOver = false

  constructor(options: ScenarioRunOptions) {
    this.#options = options
    this.eventId = options.eventId
    this.fnIndex = options.fnIndex
    this.scenario = options.scenario
    this.session = options.session
    options.count.started += 1
    options.session.pending.add(options.eventId)
    this.#continue()
  }

  /** No more steps will be played. */
  get isOver(): boolean {
    return this.#isOver
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  /** Continues from where `holdAfter` stopped it. */
  release(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#continue(true)
  }

  /**
   * Sends the cancel frame. A generator or a waiting call stops; a plain function runs on and its result is dropped
   * (docs/gradio-protocol.md#7-cancelling).
   */
  cancel(): void {
    if (this.#isOver || this.#isMuted) return
    this.#options.count.cancelled += 1
    this.#send(GRADIO_CANCEL_FRAME)
    if (this.#canStop) this.stop()
    else this.#isMuted = true
  }

  /** The reader left and Gradio forgot the session. Works as {@link cancel}, without a cancel frame. */
  abandon(): void {
    if (this.#isOver || this.#isMuted) return
    this.#options.count.lost += 1
    if (this.#canStop) this.stop()
    else this.#isMuted = true
  }

  /** Plays nothing more and sends nothing more. */
  stop(): void {
    this.#isOver = true
    this.#stopTimer()
  }

  get #canStop(): boolean {
    return !this.#hasStarted || this.scenario.isGenerator === true
  }

  #continue(isReleased = false): void {
    const { steps, clock, speed } = this.#options
    while (!this.#isOver) {
      if (this.#next === this.scenario.holdAfter && !isReleased) {
        this.#isHeld = true
        return
      }
      const step = steps[this.#next]
      if (step === undefined) return
      const delayMs = step.afterMs / speed
      if (delayMs > 0) {
        this.#stopTimer = clock.schedule(() => {
          this.#play(step)
          this.#continue()
        }, delayMs)
        return
      }
      this.#play(step)
      isReleased = false
    }
  }

  #play(step: ScenarioStep): void {
    this.#next += 1
    const { message, text, fault } = step
    if (fault !== undefined) this.#send(faultMessage({ kind: fault, number: this.#options.nextFault() }))
    if (text !== undefined && !this.#isMuted) this.session.addMessage(this.eventId, text, false)
    if (message === undefined) return
    if (message.msg === 'process_starts') this.#hasStarted = true
    if (message.msg === 'process_completed') {
      this.#isOver = true
      this.#options.count.finished += 1
    }
    this.#send(message)
  }

  #send(message: Readonly<Record<string, unknown>>): void {
    if (this.#isMuted) return
    const { msg, ...rest } = message
    this.session.addMessage(this.eventId, writeExact({ msg, event_id: this.eventId, ...rest }), msg === 'process_completed')
  }
}
