/** A run as `GradioClient.run` gives it: a promise for its values, and its states one after the other. */
import type { AnyEndpoint, DataOf, EndpointType } from './protocol/endpoint-type.ts'
import { isSettled } from './run/run-state.ts'
import type { RunState } from './run/run-state.ts'
import type { SubmittedRun } from './run/run.ts'

/**
 * The answer of `GradioClient.run`. Awaited it gives the values of the run, one per return of the endpoint. With
 * `for await` it gives each state that is published, at most one per animation frame, the last one too. A run that
 * failed rejects with its error, one that was cancelled with `aborted`, and so the loop throws after its last state.
 * Leaving the loop early cancels the run.
 */
export interface RunCall<Endpoint extends EndpointType = AnyEndpoint> extends Promise<DataOf<Endpoint>>, AsyncIterable<RunState> {
  /** The run itself: `accepted`, `cancel()`, `getTrace()`. */
  readonly run: SubmittedRun
}

/** Makes it of a run. Leaving a loop early does to the run what `leave` says. */
export function createRunCall(run: SubmittedRun, leave: 'cancel' | 'detach' = 'cancel'): RunCall {
  const result = run.result.then((data) => data)
  return Object.assign(result, {
    run,
    [Symbol.asyncIterator](): AsyncGenerator<RunState, void> {
      // The loop throws what the promise rejects with.
      result.catch(() => {})
      return statesOf(run, leave)
    },
  })
}

async function* statesOf(run: SubmittedRun, leave: 'cancel' | 'detach'): AsyncGenerator<RunState, void> {
  let wake = (): void => {}
  const stop = run.subscribe(() => wake())
  let last: RunState | null = null
  try {
    while (last === null || !isSettled(last)) {
      const { state } = run.getSnapshot()
      if (state === last) await new Promise<void>((resolve) => (wake = resolve))
      else yield (last = state)
    }
  } finally {
    stop()
    if (!isSettled(run.getSnapshot().state)) void run[leave]()
  }
  await run.result
}
