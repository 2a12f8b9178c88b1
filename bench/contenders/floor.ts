/**
 * The floor: the least that every client must do. Global `fetch`, eventsource-parser, `JSON.parse`, and a look at
 * `msg`.
 */
import { createParser } from 'eventsource-parser'
import { type Contender, type Outcome, readUnits, runTogether } from '../contender.ts'
import { ENDPOINTS, type Workload } from '../workload.ts'
import { inputsOf } from './consume-run.ts'

interface Message {
  readonly msg: string
  readonly progress_data?: readonly { readonly desc: string | null }[]
  readonly output?: { readonly data: readonly unknown[] }
}

export const contender: Contender = {
  async open(url) {
    const one = async (workload: Workload): Promise<Outcome> => {
      const { name } = workload
      const session_hash = crypto.randomUUID()
      const body = JSON.stringify({
        data: inputsOf(workload),
        fn_index: ENDPOINTS[name].fnIndex,
        session_hash,
        event_data: null,
        trigger_id: null,
      })
      await (await fetch(`${url}/gradio_api/queue/join`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })).json()
      const response = await fetch(`${url}/gradio_api/queue/data?session_hash=${session_hash}`, {
        headers: { accept: 'text/event-stream' },
      })
      let events = 0
      let final: unknown
      const parser = createParser({
        onEvent({ data }) {
          const message = JSON.parse(data) as Message
          if (message.msg === 'progress' || message.msg === 'process_generating') {
            events += 1
            if (name === 'paced') readUnits(message.progress_data)
          } else if (message.msg === 'process_completed') final = message.output?.data[0]
        },
      })
      const decoder = new TextDecoder()
      const reader = response.body?.getReader()
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        parser.feed(decoder.decode(part.value, { stream: true }))
      return { events, final }
    }
    return {
      run: (workload) => (workload.name === 'runs' ? runTogether(workload, one) : one(workload)),
      close() {},
    }
  },
}
