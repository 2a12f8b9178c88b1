/** A client over the fake app, and one run with all that was seen of it. */
import '../loaded.ts'
import { GradioClient } from '../../../src/client/client.ts'
import { connectWithParser } from '../../../src/client/connection/stream/parser-connector.ts'
import type { GradioClientOptions } from '../../../src/client/client-options.ts'
import type { AppDescription } from '../../../src/client/protocol/describe/app-description.ts'
import type { SettledState } from '../../../src/client/run/run-state.ts'
import type { Run } from '../../../src/client/run/run.ts'
import type { FakeApp } from './fake-app.ts'

export function createClient(app: FakeApp, options: GradioClientOptions = {}): GradioClient {
  return new GradioClient({ fetch: app.fetch, clock: app.clock, random: () => 0, transport: connectWithParser, ...options })
}

export interface Watched {
  readonly run: Run
  /** The settled state, `null` while there is none. */
  readonly end: () => SettledState | null
  /** Every published `readyState`, one after the other. */
  readonly wire: string[]
  /** Text of the outputs, in order. */
  readonly texts: string[]
}

export function watch(run: Run): Watched {
  const wire: string[] = []
  const texts: string[] = []
  let end: SettledState | null = null
  run.subscribe(() => {
    const { readyState } = run.getSnapshot().connection
    if (wire.at(-1) !== readyState) wire.push(readyState)
  })
  run.observe((event) => {
    if (event.type === 'output' || event.type === 'succeeded') texts.push(String(event.data[0]))
  })
  void run.settled.then((state) => (end = state))
  return { run, wire, texts, end: () => end }
}

/** Submits `/stream_text`, or another endpoint, and lets the join and the stream's opening pass. */
export async function start(
  fake: FakeApp,
  app: AppDescription,
  options: GradioClientOptions = {},
  endpoint = '/stream_text',
): Promise<Watched> {
  const watched = watch(createClient(fake, options).submit(app, endpoint))
  await fake.clock.advance(0)
  return watched
}

/** `succeeded`, or `failed connection-lost`, or `cancelled requested`. */
export function describeEnd(state: SettledState | null): string {
  if (state === null) return 'no end'
  if (state.status === 'failed') return `failed ${state.error.code}`
  return state.status === 'cancelled' ? `cancelled ${state.outcome}` : state.status
}
