/**
 * Applies the changes by the app's functions to fields: the process's own run, another endpoint's, the app's load.
 * Label, choices and limits of a changed component are shown in the form, as on Gradio's own page.
 * `use-taken-values.ts` and `form-events.ts` handle its value.
 */
import { useMemo, useState, useSyncExternalStore } from 'react'
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { OutputUpdate } from '@gradio-stream/client/internal/run/run-event'
import { pageOf } from '@gradio-stream/hooks/internal/app-page'
import type { PageSnapshot } from '@gradio-stream/hooks/internal/app-page'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import type { Messages } from '../messages/messages.ts'

import { withoutHidden } from './form-presets.ts'
import { withHiddenFields } from './hidden-fields.ts'
import type { ProcessSettings } from '../kit/process-context.ts'
import { updatedLayout } from './updated-layout.ts'

type Updates = readonly OutputUpdate[]

interface Held {
  readonly endpoint: EndpointDescription | null
  /** The updates that were applied last. */
  readonly seen: Updates | null
  /** By index of `returns`, of all runs so far. */
  readonly all: Updates
  /** When they came: later changes of the page win. */
  readonly at: number
}

/** The endpoint with the changes of its fields; the same object without news. */
export function useUpdatedEndpoint(
  { endpoint, state, discovery }: Pick<GradioStream, 'endpoint' | 'state' | 'discovery'>,
  { presets, messages: { form: words } }: Pick<ProcessSettings, 'presets' | 'messages'>,
): EndpointDescription | null {
  const page = pageOf(useGradioClient(), discovery.data)
  const snapshot = useSyncExternalStore(page.subscribe, page.getSnapshot, page.getSnapshot)
  const [held, setHeld] = useState<Held>({ endpoint, seen: null, all: [], at: 0 })
  const seen = 'updates' in state ? state.updates : null
  let now = held
  if (held.endpoint?.name !== endpoint?.name) now = { endpoint, seen, all: seen ?? [], at: page.now }
  else if (seen && seen !== held.seen) now = { endpoint, seen, all: join(held.all, seen, held.seen), at: page.now }
  if (now !== held) setHeld(now)
  const { all, at } = now
  return useMemo(
    () => endpoint && withoutHidden(withHiddenFields(layOver(endpoint, { all, at }, snapshot, words)), presets),
    [endpoint, all, at, snapshot, words, presets],
  )
}

/** Fields that are also outputs, with the index of the output. */
export function sharedFields({
  parameters,
  returns,
}: Pick<EndpointDescription, 'parameters' | 'returns'>): (readonly [ParameterDescription, number])[] {
  return parameters.flatMap((parameter) => {
    const index = parameter.componentId === undefined ? -1 : returns.findIndex(({ componentId }) => componentId === parameter.componentId)
    return index === -1 ? [] : [[parameter, index] as const]
  })
}

function layOver(
  endpoint: EndpointDescription,
  own: Pick<Held, 'all' | 'at'>,
  page: PageSnapshot,
  words: Messages['form'],
): EndpointDescription {
  const places = new Map(sharedFields(endpoint))
  let isChanged = false
  const parameters = endpoint.parameters.map((parameter) => {
    const ofRuns = own.all[places.get(parameter) ?? -1]
    const ofPage = parameter.componentId === undefined ? undefined : page.changes.get(parameter.componentId)
    const [first, last] = (ofPage?.since ?? 0) > own.at ? [ofRuns, ofPage?.props] : [ofPage?.props, ofRuns]
    const props: Readonly<Record<string, unknown>> = { ...parameter.props, ...first, ...last }
    const note = noteOn(parameter, props, page, words)
    if (!note && !first && !last) return parameter
    isChanged = true
    const update = { ...first, ...last }
    const label = typeof update.label === 'string' && update.label !== '' ? update.label : parameter.label
    return { ...parameter, label, props: note ? { ...props, info: note } : props }
  })
  const layout = endpoint.layout && updatedLayout(endpoint.layout, (id) => toldOfBox(endpoint, id, own, page))
  if (layout === endpoint.layout) return isChanged ? { ...endpoint, parameters } : endpoint
  return { ...endpoint, parameters, ...(layout ? { layout } : {}) }
}

/** The last change of a container. */
function toldOfBox(
  { boxes = [], returns }: EndpointDescription,
  id: number,
  own: Pick<Held, 'all' | 'at'>,
  page: PageSnapshot,
): OutputUpdate {
  const index = boxes.indexOf(id)
  const ofRuns = index === -1 ? null : (own.all[returns.length + index] ?? null)
  const ofPage = page.changes.get(id)
  return ofRuns && (ofPage?.since ?? 0) <= own.at ? ofRuns : (ofPage?.props ?? null)
}

/** The text beside an empty list: it is being loaded, or the app could not fill it. */
function noteOn(
  { componentId = -1 }: ParameterDescription,
  { choices, info }: Readonly<Record<string, unknown>>,
  { coming, failures }: PageSnapshot,
  words: Messages['form'],
): string | null {
  if (!Array.isArray(choices) || choices.length > 0) return null
  const failure = failures.get(componentId)
  const note = coming.has(componentId) ? words.listComing : failure ? words.listFailed : null
  return note === null ? null : [typeof info === 'string' ? info : '', note].filter(Boolean).join(' ')
}

/** An update names only what changes: values of earlier runs stay, and `seen` was already applied. */
function join(before: Updates, after: Updates, seen: Updates | null): Updates {
  return after.map((update, index) => (update && update !== seen?.[index] ? { ...before[index], ...update } : (before[index] ?? null)))
}
