/** Makes the list of a call from values by parameter. Separate from `inputs.ts`, since it is made when a run begins. */
import type { EndpointDescription } from '../describe/app-description.ts'

/**
 * The wire's `data`: values of {@link toParameterValues} at their positions, `null` for every `gr.State`, its label for
 * a button.
 */
export function toWireData(endpoint: Pick<EndpointDescription, 'inputSlots'>, values: readonly unknown[]): unknown[] {
  return putInSlots(endpoint, values, (value) => value)
}

/** The same for values in another form, such as JSON text; `write` brings into it what no parameter gives. */
export function putInSlots<Value>(
  { inputSlots }: Pick<EndpointDescription, 'inputSlots'>,
  values: readonly Value[],
  write: (value: unknown) => Value,
): Value[] {
  return inputSlots.map((slot) => (slot.kind === 'state' ? write(slot.sent ?? null) : (values[slot.index] ?? write(null))))
}
