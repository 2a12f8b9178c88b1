/** `@gradio/client`, used as its documentation shows: connect, submit, iterate. */
import { Client } from '@gradio/client'
import { type Contender, type Outcome, readUnits, readValue, runTogether } from '../contender.ts'
import { ENDPOINTS, isEdited, type Workload } from '../workload.ts'
import { inputsOf } from './consume-run.ts'

export const contender: Contender = {
  async open(url) {
    // Progress arrives in its status events; for a growing text the values alone are enough, which is its default.
    const silent = await Client.connect(url, { events: ['data'] })
    const verbose = await Client.connect(url, { events: ['data', 'status'] })
    const one = async (workload: Workload): Promise<Outcome> => {
      const { name } = workload
      const isSilent = isEdited(name) || name === 'message'
      let events = 0
      let last: unknown
      let previous: unknown
      for await (const event of (isSilent ? silent : verbose).submit(ENDPOINTS[name].name, [...inputsOf(workload)])) {
        if (event.type === 'data') {
          const [value] = event.data as [unknown]
          readValue(value)
          previous = last
          last = value
          if (isEdited(name)) events += 1
        } else if (event.type === 'status' && event.progress_data) {
          readUnits(event.progress_data)
          events += 1
        }
      }
      // The last value is the final one, sent once more as a whole.
      if (isEdited(name)) events -= 1
      return { events, final: last, ...(isEdited(name) ? { streamed: previous } : {}) }
    }
    return {
      run: (workload) => (workload.name === 'runs' ? runTogether(workload, one) : one(workload)),
      close() {
        silent.close()
        verbose.close()
      },
    }
  },
}
