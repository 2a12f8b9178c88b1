/**
 * One call at an app of Gradio 3.50 to 4.21: plays a scenario's steps in the words of its protocol
 * (docs/gradio-protocol.md#13-gradio-40-to-421, and the captures).
 */
import type { Clock } from '../../src/client/kit/clock.ts'
import { applyEdits } from '../../src/client/protocol/output-diff.ts'
import { sendsEdits } from '../../src/client/protocol/legacy.ts'
import type { ScenarioStep } from '../../src/testing/scenario.ts'

/** The protocols before `sse_v3`, each with a version that was captured. */
export const OLDER = { ws: '3.50.2', sse: '4.8.0', sse_v1: '4.16.0', sse_v2: '4.19.2', 'sse_v2.1': '4.21.0' } as const
export type OlderProtocol = keyof typeof OLDER

/** An app that asked for the inputs waits so long for them, and then ends the stream without a word. */
const INPUTS_WITHIN_MS = 5000

export interface OlderCallOptions {
  readonly protocol: OlderProtocol
  readonly eventId: string
  readonly steps: readonly ScenarioStep[]
  readonly clock: Clock
  readonly onStarted: () => void
  readonly onText: (text: string) => void
  /** Nothing follows. */
  readonly onEnd: () => void
}

export class OlderCall {
  readonly #options: OlderCallOptions
  readonly #steps: ScenarioStep[]
  #value: unknown = null
  #hasInputs: boolean
  #cancelTimer: () => void = () => {}
  #isOver = false

  constructor(options: OlderCallOptions) {
    this.#options = options
    this.#steps = [...options.steps]
    this.#hasInputs = hasJoin(options.protocol)
    this.#next()
  }

  get eventId(): string {
    return this.#options.eventId
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** The requested inputs. False: no call waits for them. */
  takeInputs(): boolean {
    if (this.#hasInputs || this.#isOver) return false
    this.#hasInputs = true
    this.#cancelTimer()
    this.#play()
    return true
  }

  /** Plays nothing more and says nothing. */
  stop(): void {
    this.#isOver = true
    this.#cancelTimer()
  }

  #next(): void {
    const [step] = this.#steps
    if (!step) return this.#end()
    this.#cancelTimer = this.#options.clock.schedule(() => this.#play(), step.afterMs)
  }

  #play(): void {
    const { protocol, eventId, clock, onText, onStarted } = this.#options
    const [step] = this.#steps
    if (!step) return
    const { message, text } = step
    if (message?.msg === 'process_starts' && !this.#hasInputs) {
      onText(JSON.stringify(protocol === 'ws' ? { msg: 'send_data' } : { msg: 'send_data', event_id: eventId }))
      if (protocol === 'sse') this.#cancelTimer = clock.schedule(() => this.#end(), INPUTS_WITHIN_MS)
      return
    }
    this.#steps.shift()
    if (message?.msg === 'process_starts') onStarted()
    if (text !== undefined) onText(text)
    if (message) onText(JSON.stringify(this.#worded(message)))
    this.#next()
  }

  #end(): void {
    if (this.#isOver) return
    this.stop()
    this.#options.onEnd()
  }

  /** A message of Gradio 6 as this protocol words it. */
  #worded(message: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { protocol, eventId } = this.#options
    const { msg, note, success } = message
    const own = hasJoin(protocol) ? { event_id: eventId, note } : { note }
    switch (msg) {
      case 'process_starts':
        return hasJoin(protocol) ? { msg, ...own, eta: 1 } : { msg, ...own }
      case 'log':
        return { msg, ...own, log: message.log, level: message.level }
      case 'process_generating':
      case 'process_completed': {
        const isGenerating = msg === 'process_generating' || !sendsEdits(protocol)
        const output = { data: [this.#valueOf(msg, message.output)], is_generating: isGenerating, duration: 0.1, average_duration: 0.1 }
        return { msg, ...own, output, success }
      }
      default:
        return { ...message, ...own }
    }
  }

  /** The output's value, or its edits where the protocol has them. */
  #valueOf(msg: string, output: unknown): unknown {
    // Made by `scenario-steps.ts`: one output.
    const [next] = (output as { readonly data: readonly unknown[] }).data
    const isEdit = msg === 'process_generating' && this.#value !== null
    this.#value = isEdit ? applyEdits(this.#value, next) : next
    return isEdit && sendsEdits(this.#options.protocol) ? next : this.#value
  }
}

/** Whether calls are put in by `POST queue/join`, and share their session's stream. */
export function hasJoin(protocol: OlderProtocol): boolean {
  return protocol !== 'ws' && protocol !== 'sse'
}
