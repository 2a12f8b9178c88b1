/** One call of `submit`, from the click until the app has taken it or it is known that it will not. */
import { GradioStreamError } from '../core/errors.ts'
import type { Run } from '../core/run/run.ts'
import type { GradioInputs } from './gradio-stream.ts'
import type { TriggeredCall } from './triggered-call.ts'

/** Made by `RunSlot.begin`, brought to its end by `submit-run.ts` or by the slot. */
export interface Attempt {
  readonly inputs: GradioInputs | undefined
  /** What is run in place of the slot's own endpoint; `null`: nothing else. */
  readonly call: TriggeredCall | null
  /** Epoch milliseconds. */
  readonly startedAt: number
  /** Resolves with the run once the app has taken it, rejects with a `GradioStreamError`. Nobody has to handle it. */
  readonly taken: Promise<Run>
  /** Resolves when the slot has turned to something else. */
  readonly abandoned: Promise<void>
  readonly resolve: (run: Run) => void
  readonly reject: (error: GradioStreamError) => void
  readonly abandon: () => void
}

export function createAttempt(inputs: GradioInputs | undefined, startedAt: number, call: TriggeredCall | null = null): Attempt {
  const taken = deferred<Run>()
  const abandoned = deferred<void>()
  taken.promise.catch(() => {})
  return {
    inputs,
    call,
    startedAt,
    taken: taken.promise,
    abandoned: abandoned.promise,
    resolve: taken.resolve,
    reject: taken.reject,
    abandon() {
      taken.reject(new GradioStreamError('aborted', { message: 'The submission was given up before the app had taken it.' }))
      abandoned.resolve()
    },
  }
}

interface Deferred<Value> {
  readonly promise: Promise<Value>
  readonly resolve: (value: Value) => void
  readonly reject: (error: GradioStreamError) => void
}

/** `Promise.withResolvers`, which browsers have since 2024 only. */
function deferred<Value>(): Deferred<Value> {
  let resolve: Deferred<Value>['resolve'] = () => {}
  let reject: Deferred<Value>['reject'] = () => {}
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
