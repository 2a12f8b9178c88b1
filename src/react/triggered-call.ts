/** A call in place of a stream's own endpoint, and its run as one of that endpoint: the values both have stand in their places, the others stay. */
import type { EndpointDescription } from '../core/protocol/app-description.ts'
import type { Trigger } from '../core/protocol/trigger.ts'
import type { RunState } from '../core/run/run-state.ts'

/** What is run, and what has called it. */
export interface TriggeredCall {
  readonly endpoint: EndpointDescription
  readonly trigger: Trigger
}

/** The state of a triggered run with its values in the places of `own`; `kept` are the values there were before. */
export function asOwnState(
  state: RunState,
  own: EndpointDescription,
  { endpoint }: TriggeredCall,
  kept: readonly unknown[] | null,
): RunState {
  if (!('data' in state) || state.data === null) return state
  const places = own.returns.map(({ componentId }) =>
    componentId === undefined ? -1 : endpoint.returns.findIndex((other) => other.componentId === componentId),
  )
  const { data, updates } = state
  const isNew = places.some((place) => place !== -1)
  return {
    ...state,
    data: isNew ? places.map((place, index) => (place === -1 ? (kept?.[index] ?? null) : data[place])) : (kept ?? []),
    updates: places.map((place) => updates?.[place] ?? null),
  }
}
