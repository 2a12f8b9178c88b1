/** Runs that wait in the queue. */
import { completed, estimation, processStarts, progress } from '../scenario-steps.ts'
import type { Scenario } from '../scenario.ts'
import { promptParameter, SEED, stepsParameter, textReturn } from './parameters.ts'

const SECONDS_PER_RUN = 1.2

/** Four others are before it. Place and estimate go down. */
export const queueOfFive: Scenario = {
  name: 'queue_of_five',
  description: 'Waits behind four others, with an estimate.',
  parameters: [promptParameter(), stepsParameter(4), SEED],
  returns: [textReturn()],
  steps: [
    ...[4, 3, 2, 1, 0].map((rank) => estimation(rank === 4 ? 20 : SECONDS_PER_RUN * 1000, rank, rank + 1, (rank + 1) * SECONDS_PER_RUN)),
    processStarts(SECONDS_PER_RUN * 1000, SECONDS_PER_RUN),
    progress(200, { description: 'Drawing', fraction: 0.5 }),
    completed(1000, ['Worth the wait'], SECONDS_PER_RUN),
  ],
}

/** Waits without an estimate: no run of the app has ended yet. */
export const queuedWithoutEta: Scenario = {
  name: 'queued_without_eta',
  description: 'Waits behind two others, without an estimate.',
  parameters: [promptParameter()],
  returns: [textReturn()],
  steps: [
    ...[2, 1, 0].map((rank) => estimation(rank === 2 ? 20 : 1500, rank, rank + 1, null)),
    processStarts(1500),
    completed(800, ['Your turn came'], 0.8),
  ],
}
