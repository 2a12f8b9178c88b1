/** `GradioClient`, whose consumer asks for every event and reads each, as a consumer of `@gradio/client` has to. */
import { isEdited } from '../workload.ts'
import { contenderFor, finalValue, readState } from './consume-run.ts'

export const contender = contenderFor(async (run, { name }) => {
  let events = 0
  let streamed: unknown
  run.observe((event, state) => {
    if (event.type !== 'progress' && event.type !== 'output') return
    events += 1
    readState(state)
    if (event.type === 'output') streamed = event.data[0]
  })
  const final = await finalValue(run)
  return { events, final, ...(isEdited(name) ? { streamed } : {}) }
})
