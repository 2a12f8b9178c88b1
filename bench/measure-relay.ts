/**
 * Two thousand open streams with one event a second each, read from the app directly, then through a plain proxy that
 * passes bytes on, and then through the relay: what each adds between writing and reading an event, its processor time
 * and its memory. App, relay and readers each have a process, so the relay has one core at most.
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

/** What lies between app and readers, from the first join to the last end. */
export interface BetweenWork {
  /** Processor time over the time it took; 1 is a whole core. */
  readonly load: number
  /** Processor time, milliseconds. */
  readonly cpuMs: number
  readonly peakBytes: number
  /** Memory of the process above what it had before, in the middle of the time. */
  readonly addedBytes: number
}

export interface RelayNumbers {
  readonly direct: StreamNumbers
  readonly proxied: StreamNumbers
  readonly proxyWork: BetweenWork
  readonly relayed: StreamNumbers
  readonly relayWork: BetweenWork
}

export const STREAMS = 2000
/** Events of each stream, one a second. */
export const EVENTS = 15

export async function measureRelay(): Promise<RelayNumbers> {
  const app = start('app')
  try {
    const appUrl = await answer<string>(app)
    const direct = await readAll(`${appUrl}/gradio_api`)
    const proxy = await readThrough('proxy', appUrl, '/gradio_api')
    const relay = await readThrough('relay', appUrl, '/apps/bench/gradio_api')
    return { direct, proxied: proxy.numbers, proxyWork: proxy.work, relayed: relay.numbers, relayWork: relay.work }
  } finally {
    app.disconnect()
  }
}

async function readThrough(
  role: 'proxy' | 'relay',
  appUrl: string,
  path: string,
): Promise<{ readonly numbers: StreamNumbers; readonly work: BetweenWork }> {
  const between = start(role, appUrl)
  try {
    const url = await answer<string>(between)
    between.send('begin')
    const numbers = await readAll(url + path)
    between.send('end')
    return { numbers, work: await answer<BetweenWork>(between) }
  } finally {
    between.disconnect()
  }
}

async function readAll(url: string): Promise<StreamNumbers> {
  const readers = start('readers', url)
  const numbers = await answer<StreamNumbers>(readers)
  readers.disconnect()
  return numbers
}

function start(role: 'app' | 'proxy' | 'relay' | 'readers', url = ''): ChildProcess {
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
