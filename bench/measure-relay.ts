/**
 * Two thousand open streams with one event a second each, read from the app directly and then through the relay: what
 * the relay adds between writing and reading an event. App, relay and readers each have a process, so the relay has one
 * core at most.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** One way of reading. Times from writing to reading while all streams are open, milliseconds. */
export interface StreamNumbers {
  readonly streams: number
  /** Streams that brought all their events and their end. */
  readonly ended: number
  readonly middleMs: number
  readonly worstMs: number
}

export interface RelayNumbers {
  readonly direct: StreamNumbers
  readonly relayed: StreamNumbers
  /** Processor time of the relay while the streams were open, over the time they were open; 1 is a whole core. */
  readonly relayLoad: number
  readonly relayPeakBytes: number
}

export const STREAMS = 2000
/** Events of each stream, one a second. */
export const EVENTS = 15

export async function measureRelay(): Promise<RelayNumbers> {
  const app = start('app')
  const appUrl = await answer<string>(app)
  const relay = start('relay', appUrl)
  const relayUrl = await answer<string>(relay)
  try {
    const direct = await readAll(`${appUrl}/gradio_api`)
    relay.send('begin')
    const relayed = await readAll(`${relayUrl}/apps/bench/gradio_api`)
    relay.send('end')
    const { load, peakBytes } = await answer<{ load: number; peakBytes: number }>(relay)
    return { direct, relayed, relayLoad: load, relayPeakBytes: peakBytes }
  } finally {
    app.disconnect()
    relay.disconnect()
  }
}

async function readAll(url: string): Promise<StreamNumbers> {
  const readers = start('readers', url)
  const numbers = await answer<StreamNumbers>(readers)
  readers.disconnect()
  return numbers
}

function start(role: 'app' | 'relay' | 'readers', url = ''): ChildProcess {
  return fork(join(import.meta.dirname, 'relay-roles.ts'), [role, url])
}

async function answer<Message>(child: ChildProcess): Promise<Message> {
  const gone = once(child, 'exit').then(([code]): never => {
    throw new Error(`A process of the relay's benchmark ended with ${code}`)
  })
  gone.catch(() => undefined)
  const [message] = await Promise.race([once(child, 'message', { signal: AbortSignal.timeout(120_000) }), gone])
  return message as Message
}
