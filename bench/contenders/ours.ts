/** `GradioClient`, whose consumer reads what is published: once per animation frame in a page, once per task here. */
import { contenderFor, finalValue, readState } from './consume-run.ts'

export const contender = contenderFor(async (run) => {
  run.subscribe(() => readState(run.getSnapshot().state))
  const final = await finalValue(run)
  // Submitted, joined, queued, started and succeeded are events as well.
  return { events: run.getSnapshot().state.sequence - 5, final }
})
