/** Makes the list of a call from values by parameter. Separate from `inputs.ts`, since it is made when a run begins. */
import type { EndpointDescription } from '../describe/app-description.ts'

/**
 * The wire's `data`: values of {@link toParameterValues} at their positions, `null` for every `gr.State`, its label for
 * a button.
 */
export function toWireData(endpoint: Pick<EndpointDescription, 'inputSlots'>, values: readonly unknown[]): unknown[] {
  return endpoint.inputSlots.map((slot) => (slot.kind === 'state' ? (slot.sent ?? null) : (values[slot.index] ?? null)))
}
