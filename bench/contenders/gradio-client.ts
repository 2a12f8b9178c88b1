/** `@gradio/client`, used as its documentation shows: connect, submit, iterate. */
import { Client } from '@gradio/client'
import { type Contender, readText, readUnits } from '../contender.ts'
import { ENDPOINTS } from '../workload.ts'

export const contender: Contender = {
  async open(url) {
    // Progress arrives in its status events; for a growing text the values alone are enough, which is its default.
    const silent = await Client.connect(url, { events: ['data'] })
    const verbose = await Client.connect(url, { events: ['data', 'status'] })
    return {
      async run({ name, count }) {
        const client = name === 'progress' ? verbose : silent
        let events = 0
        let last: unknown
        let previous: unknown
        for await (const event of client.submit(ENDPOINTS[name].name, [count, 0])) {
          if (event.type === 'data') {
            const [value] = event.data as [unknown]
            readText(value)
            previous = last
            last = value
            if (name === 'tokens') events += 1
          } else if (event.type === 'status' && event.progress_data) {
            readUnits(event.progress_data)
            events += 1
          }
        }
        // The last value is the final one, sent once more as a whole.
        if (name === 'tokens') events -= 1
        return { events, final: last, streamed: name === 'tokens' ? String(previous) : null }
      },
      close() {
        silent.close()
        verbose.close()
      },
    }
  },
}
