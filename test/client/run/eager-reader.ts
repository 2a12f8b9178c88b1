/**
 * The values of a run in the simplest way: every message is parsed completely and checked by its schema, every step is
 * applied to the whole value at once. The library's reader does this later and must get the same result.
 */
import type { AppDescription, EndpointDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { parseExact } from '../../../src/client/protocol/exact-json.ts'
import { sendsEdits } from '../../../src/client/protocol/legacy.ts'
import { readMessage } from '../../../src/client/protocol/gradio-messages.ts'
import { applyEdits } from '../../../src/client/protocol/output-diff.ts'
import { createLeveller } from '../../../src/client/protocol/values/level-values.ts'

/** What a step shows; `null`: it is no step, or one that could not be applied. */
export type EagerValues = { readonly data: readonly unknown[]; readonly updates: readonly unknown[] } | null

type Fields = Readonly<Record<string, unknown>>

/** Member by which Gradio marks an update. */
const KIND = '__type__'

export function createEagerReader(endpoint: EndpointDescription, app: AppDescription): (text: string) => EagerValues {
  const levellers = endpoint.returns.map(({ component }) => createLeveller(component, app))
  const slots = [...endpoint.outputSlots.entries()]
  const values = slots.filter(([, slot]) => slot.kind === 'value').map(([position]) => position)
  const boxes = slots.filter(([, slot]) => slot.kind === 'state' && slot.box !== undefined).map(([position]) => position)
  const positions = [...values, ...boxes]
  let wire: readonly unknown[] | null = null
  let data: readonly unknown[] = values.map(() => null)
  let updates: readonly (Fields | null)[] = positions.map(() => null)

  function show(next: readonly unknown[]): EagerValues {
    wire = next
    const shown = next.map((value, index) => {
      if (value === undefined) return data[index]
      if (!isUpdate(value)) return value
      return 'value' in value ? value.value : data[index]
    })
    updates = next.map((value, index) => {
      if (!isUpdate(value)) return updates[index] ?? null
      const { __type__: _type, value: _value, ...changes } = value
      return { ...updates[index], ...changes }
    })
    data = shown.slice(0, values.length).map((value, index) => levellers[index]?.(value) ?? value)
    return { data, updates }
  }

  return (text) => {
    let parsed: unknown
    try {
      parsed = parseExact(text)
    } catch {
      return null
    }
    const reading = readMessage(parsed)
    if (reading.kind !== 'message') return null
    const { message } = reading
    if (message.msg !== 'process_generating' && message.msg !== 'process_streaming') return null
    const sent = message.output?.data
    if (!sent) return null
    const before = wire
    if (message.msg === 'process_streaming' || !sendsEdits(app.protocol) || before === null) {
      return show(positions.map((position) => sent[position] ?? null))
    }
    let hasFailed = false
    const next = positions.map((position, index) => {
      try {
        return applyEdits(before[index], sent[position])
      } catch {
        hasFailed ||= before[index] !== undefined
        return undefined
      }
    })
    const shown = show(next)
    return hasFailed ? null : shown
  }
}

function isUpdate(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && (value as Fields)[KIND] === 'update'
}
