/** How the two contenders of this library are alike: they differ in when the consumer reads. */
import { GradioClient } from '../../src/client/client.ts'
import type { Run } from '../../src/client/run/run.ts'
import { type Contender, type Outcome, readUnits, readValue, runTogether } from '../contender.ts'
import type { RunState } from '../../src/client/run/run-state.ts'
import { ENDPOINTS, type Workload } from '../workload.ts'

/** Reads a run to its end. */
export type Consume = (run: Run, workload: Workload) => Promise<Outcome>

/** A contender that connects directly, as `@gradio/client` does, and consumes each run in its own way. */
export function contenderFor(consume: Consume): Contender {
  return {
    async open(url) {
      const client = new GradioClient({ backendUrl: null })
      const app = await client.discover(url)
      const one = (workload: Workload): Promise<Outcome> =>
        consume(client.submit(app, ENDPOINTS[workload.name].name, inputsOf(workload)), workload)
      return {
        run: (workload) => (workload.name === 'runs' ? runTogether(workload, one) : one(workload)),
        close: () => client.close(),
      }
    },
  }
}

/** The first input says how many events there are to be; `/progress` and its like have a second. */
export function inputsOf({ name, count }: Workload): readonly unknown[] {
  if (name === 'chat50' || name === 'chat500') return [`${name}:${count}`, []]
  if (name === 'table') return [count, false]
  return name === 'message' || name === 'paced' ? [count] : [count, 0]
}

/** Reads what a page would draw of the state. */
export function readState(state: RunState): void {
  if ('progress' in state) readUnits(state.progress)
  if ('data' in state) readValue(state.data?.[0])
}

/** The run's last value; its error as text where it failed. */
export async function finalValue(run: Run): Promise<unknown> {
  const state = await run.settled
  if (state.status === 'failed') return String(state.error)
  return state.data?.[0]
}
