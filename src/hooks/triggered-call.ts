/**
 * A call that replaces a stream's own endpoint, and its run in terms of that endpoint: values of shared components take
 * their positions, the others stay.
 */
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Trigger } from '@gradio-stream/client/internal/protocol/describe/trigger'
import type { RunState } from '@gradio-stream/client/internal/run/run-state'

/** What is run, and what called it. */
export interface TriggeredCall {
  readonly endpoint: EndpointDescription
  readonly trigger: Trigger
}

/** The state of a triggered run with its values in the positions of `own`. `kept`: the values before. */
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
    updates: [...places, ...boxPlaces(own, endpoint)].map((place) => updates?.[place] ?? null),
  }
}

/**
 * Positions of the updates of `own`'s containers among those of another endpoint, after those of its values; -1 if it
 * does not change one.
 */
function boxPlaces(own: EndpointDescription, { boxes = [], returns }: EndpointDescription): readonly number[] {
  return (own.boxes ?? []).map((box) => (boxes.includes(box) ? returns.length + boxes.indexOf(box) : -1))
}
