/**
 * Outputs that are fields of the form too. What a run makes of such a component, its label, its choices, its limits, and in the end its
 * value, is shown in the form, as on Gradio's own page. A field that somebody has changed since the run began keeps what they typed.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { EndpointDescription, ParameterDescription } from '../../core/protocol/app-description.ts'
import type { OutputUpdate } from '../../core/run/run-event.ts'
import type { GradioStream } from '../gradio-stream.ts'
import { textProp } from '../inputs/component-props.ts'
import { resolveInput } from '../inputs/registry.ts'
import { readFiles } from '../outputs/file-address.ts'
import { draftKey } from './form-store.ts'
import { isActive } from './process-context.ts'
import type { ProcessSettings } from './process-context.ts'
import { initialDraft } from './read-form.ts'

type Updates = readonly OutputUpdate[]

interface Held {
  readonly endpoint: EndpointDescription | null
  /** The last that were taken in. */
  readonly seen: Updates | null
  /** By index of `returns`, of all runs so far. */
  readonly all: Updates
}

/** The endpoint with what its runs have changed laid over it; the same object as long as nothing is new. */
export function useUpdatedEndpoint(
  stream: Pick<GradioStream, 'endpoint' | 'state'>,
  { form, inputs }: Pick<ProcessSettings, 'form' | 'inputs'>,
): EndpointDescription | null {
  const { endpoint, state } = stream
  const [held, setHeld] = useState<Held>({ endpoint, seen: null, all: [] })
  const seen = 'updates' in state ? state.updates : null
  let now = held
  if (held.endpoint?.name !== endpoint?.name) now = { endpoint, seen, all: seen ?? [] }
  else if (seen && seen !== held.seen) now = { endpoint, seen, all: join(held.all, seen) }
  if (now !== held) setHeld(now)
  const { all } = now
  const updated = useMemo(() => endpoint && layOver(endpoint, all), [endpoint, all])

  // Of the run that goes on; `null`: its result was taken in, or it was begun before this form was there.
  const draftsSent = useRef<ReadonlyMap<string, unknown> | null>(null)
  const isGoing = isActive(stream)
  useEffect(() => {
    if (isGoing) draftsSent.current = form.getSnapshot().drafts
  }, [isGoing, form])
  const data = state.status === 'succeeded' ? state.data : null
  useEffect(() => {
    const sent = draftsSent.current
    if (!updated || !data || !sent) return
    draftsSent.current = null
    const { drafts } = form.getSnapshot()
    for (const [parameter, index] of sharedFields(updated)) {
      const isTouched = drafts.get(draftKey(parameter)) !== sent.get(draftKey(parameter))
      const value = data[index]
      // A file of the app is none that could be chosen here.
      if (isTouched || readFiles(value)) continue
      form.change(parameter, initialDraft(resolveInput(inputs, parameter.component), { ...parameter, defaultValue: value ?? null }))
    }
    // Once for each result: what is typed into the field later stays.
    // oxlint-disable-next-line react/exhaustive-deps -- an update that comes without a value is no reason to write the value again
  }, [data, form])
  return updated
}

/** Fields that are outputs too, with the place of the output. */
function sharedFields({ parameters, returns }: EndpointDescription): (readonly [ParameterDescription, number])[] {
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
      return update
        ? { ...parameter, label: textProp(update, 'label') ?? parameter.label, props: { ...parameter.props, ...update } }
        : parameter
    }),
  }
}

/** An update names only what changes: what earlier runs have said stays. */
function join(before: Updates, after: Updates): Updates {
  return after.map((update, index) => (update ? { ...before[index], ...update } : (before[index] ?? null)))
}
