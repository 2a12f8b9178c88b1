/** A finished run with given outputs, for stories of outputs whose component has properties. */
import type { ReturnDescription } from '../src/client/index.ts'
import type { GradioStream } from '../src/react/index.ts'
import { NOW, summarise } from './fixtures.ts'
import { stream } from './states.ts'

/** One output: component, label, value, properties of the component. */
export type Answer = readonly [component: string, label: string, value: unknown, props?: Record<string, unknown>]

/** A run that has answered. */
export function answered(...answers: readonly Answer[]): GradioStream {
  const returns: ReturnDescription[] = answers.map(([component, label, , props]) => ({ component, label, schema: {}, props: props ?? {} }))
  const data = answers.map(([, , value]) => value)
  const updates = answers.map(() => null)
  const begun = { sequence: 9, startedAt: NOW - 4000, logs: [], droppedLogCount: 0, invalidMessageCount: 0, eventId: 'e1' }
  return stream({
    endpoint: { ...summarise, returns },
    data,
    state: { ...begun, status: 'succeeded', data, updates, endedAt: NOW, fromCache: false },
  })
}

const PORTS = ['Hamburg', 'Rotterdam', 'Antwerp', 'Le Havre', 'Genoa', 'Piraeus', 'Gdańsk', 'Valencia', 'Felixstowe', 'بورسعيد']

/** A table of any size, always the same. */
export function portTable(rowCount: number, columnCount = 5): { headers: string[]; data: unknown[][]; metadata: null } {
  const headers = ['Port', 'Ships', 'Tonnes', 'Open', 'Since']
  for (let column = headers.length; column < columnCount; column++) headers.push(`Berth ${column - 4}`)
  const data = Array.from({ length: rowCount }, (_, row) => {
    const cells: unknown[] = [
      PORTS[row % PORTS.length],
      (row * 7919) % 9973,
      ((row * 104_729) % 99_991) / 10,
      row % 3 !== 0,
      `2024-${String((row % 12) + 1).padStart(2, '0')}-${String((row % 28) + 1).padStart(2, '0')}`,
    ]
    for (let column = cells.length; column < columnCount; column++) cells.push((row * 31 + column * 17) % 1000)
    return cells.slice(0, columnCount)
  })
  return { headers: headers.slice(0, columnCount), data, metadata: null }
}
