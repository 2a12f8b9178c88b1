/** Runs with given outputs, for stories and tests of outputs: finished, or still growing. */
import type { ReturnDescription } from '../src/client/index.ts'
import type { GradioStream } from '../src/react/index.ts'
import { NOW, summarise } from './fixtures.ts'
import { running, stream } from './states.ts'

/** One output: component, label, value, and the component's properties. */
export type GivenOutput = readonly [component: string, label: string, value: unknown, props?: Readonly<Record<string, unknown>>]

function describe(outputs: readonly GivenOutput[]): ReturnDescription[] {
  return outputs.map(([component, label, , props = {}]) => ({ component, label, schema: {}, props }))
}

/** A finished run with these outputs. */
export function finished(...outputs: readonly GivenOutput[]): GradioStream {
  const data = outputs.map(([, , value]) => value)
  const begun = { sequence: 9, startedAt: NOW - 4000, logs: [], droppedLogCount: 0, invalidMessageCount: 0, eventId: 'e1' }
  return stream({
    endpoint: { ...summarise, returns: describe(outputs) },
    data,
    state: { ...begun, status: 'succeeded', data, updates: outputs.map(() => null), endedAt: NOW, fromCache: false },
  })
}

/** A run whose outputs still grow. */
export function growing(...outputs: readonly GivenOutput[]): GradioStream {
  const data = outputs.map(([, , value]) => value)
  return stream({
    endpoint: { ...summarise, returns: describe(outputs) },
    data,
    state: running(4, { data, updates: outputs.map(() => null) }),
  })
}

/** A run with these outputs that has no value yet. */
export function pending(...outputs: readonly GivenOutput[]): GradioStream {
  return stream({ endpoint: { ...summarise, returns: describe(outputs) }, state: running(3) })
}
