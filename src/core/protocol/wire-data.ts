/** The list a call carries, from values by parameter. Apart from `inputs.ts`: it is made when a run begins. */
import type { EndpointDescription } from './app-description.ts'

/** The wire's `data`: values of {@link toParameterValues} at their positions, `null` for every `gr.State`. */
export function toWireData(endpoint: Pick<EndpointDescription, 'inputSlots'>, values: readonly unknown[]): unknown[] {
  return endpoint.inputSlots.map((slot) => (slot.kind === 'state' ? null : (values[slot.index] ?? null)))
}
