/** How the two contenders of this library are alike: they differ in when the consumer reads. */
import { GradioClient } from '../../src/core/client.ts'
import type { Run } from '../../src/core/run/run.ts'
import { type Contender, type Outcome, readText, readUnits } from '../contender.ts'
import type { RunState } from '../../src/core/run/run-state.ts'
import { ENDPOINTS, type Workload } from '../workload.ts'

/** Reads a run to its end. */
export type Consume = (run: Run, workload: Workload) => Promise<Outcome>

/** A contender that connects directly, as `@gradio/client` does, and consumes each run in its own way. */
export function contenderFor(consume: Consume): Contender {
  return {
    async open(url) {
      const client = new GradioClient({ backendUrl: null })
      const app = await client.discover(url)
      return {
        run: (workload) => consume(client.submit(app, ENDPOINTS[workload.name].name, [workload.count, 0]), workload),
        close: () => client.close(),
      }
    },
  }
}

/** Reads what a page would draw of the state. */
export function readState(state: RunState): void {
  if ('progress' in state) readUnits(state.progress)
  if ('data' in state) readText(state.data?.[0])
}

/** The run's last value; its error as text where it failed. */
export async function finalValue(run: Run): Promise<unknown> {
  const state = await run.settled
  if (state.status === 'failed') return String(state.error)
  return state.data?.[0]
}
