/**
 * Outputs that are fields of the form too. What a run makes of such a component, its label, its choices, its limits, is shown in the form,
 * as on Gradio's own page; its value comes by `use-taken-values.ts`.
 */
import { useMemo, useState } from 'react'
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import type { OutputUpdate } from '../../core/run/run-event.ts'
import type { GradioStream } from '../gradio-stream.ts'

type Updates = readonly OutputUpdate[]

interface Held {
  readonly endpoint: EndpointDescription | null
  /** The last that were taken in. */
  readonly seen: Updates | null
  /** By index of `returns`, of all runs so far. */
  readonly all: Updates
}

/** The endpoint with what its runs have changed laid over it; the same object as long as nothing is new. */
export function useUpdatedEndpoint({ endpoint, state }: Pick<GradioStream, 'endpoint' | 'state'>): EndpointDescription | null {
  const [held, setHeld] = useState<Held>({ endpoint, seen: null, all: [] })
  const seen = 'updates' in state ? state.updates : null
  let now = held
  if (held.endpoint?.name !== endpoint?.name) now = { endpoint, seen, all: seen ?? [] }
  else if (seen && seen !== held.seen) now = { endpoint, seen, all: join(held.all, seen) }
  if (now !== held) setHeld(now)
  const { all } = now
  return useMemo(() => endpoint && layOver(endpoint, all), [endpoint, all])
}

/** Fields that are outputs too, with the place of the output. */
export function sharedFields({
  parameters,
  returns,
}: Pick<EndpointDescription, 'parameters' | 'returns'>): (readonly [ParameterDescription, number])[] {
  return parameters.flatMap((parameter) => {
    const index = parameter.componentId === undefined ? -1 : returns.findIndex(({ componentId }) => componentId === parameter.componentId)
    return index === -1 ? [] : [[parameter, index] as const]
  })
}

function layOver(endpoint: EndpointDescription, updates: Updates): EndpointDescription {
  const changes = new Map(
    sharedFields(endpoint).flatMap(([parameter, index]) => {
      const update = updates[index]
      return update ? [[parameter, update] as const] : []
    }),
  )
  if (changes.size === 0) return endpoint
  return {
    ...endpoint,
    parameters: endpoint.parameters.map((parameter) => {
      const update = changes.get(parameter)
      if (!update) return parameter
      const label = typeof update.label === 'string' && update.label !== '' ? update.label : parameter.label
      return { ...parameter, label, props: { ...parameter.props, ...update } }
    }),
  }
}

/** An update names only what changes: what earlier runs have said stays. */
function join(before: Updates, after: Updates): Updates {
  return after.map((update, index) => (update ? { ...before[index], ...update } : (before[index] ?? null)))
}
