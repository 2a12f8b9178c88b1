/**
 * Writes an output's value into the field of the same component, unless a person has changed the field since the run
 * began.
 */
import { useEffect, useRef } from 'react'
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import { findInput } from '../inputs/find-input.ts'
import { readFiles } from '../kit/file-address.ts'
import { draftKey } from './form-store.ts'
import { isActive } from '../kit/process-context.ts'
import type { ProcessSettings } from '../kit/process-context.ts'
import { nextValue } from './form-events.ts'
import { draftOf, initialDraft } from './read-form.ts'
import { sharedFields } from './use-updated-endpoint.ts'

/** Writes the values of each succeeded run into the form. */
export function useTakenValues(
  stream: Pick<GradioStream, 'state' | 'triggered' | 'run'>,
  endpoint: EndpointDescription,
  { form, inputKinds }: Pick<ProcessSettings, 'form' | 'inputKinds'>,
): void {
  const { state } = stream
  // Of the present run. `null`: its result was applied, or it began before this form.
  const draftsSent = useRef<ReadonlyMap<string, unknown> | null>(null)
  const isGoing = isActive(stream)
  useEffect(() => {
    if (isGoing) draftsSent.current = form.getSnapshot().drafts
  }, [isGoing, form])
  const { triggered } = stream
  // Another function that ran instead of this endpoint returns its values in its own order, and may write into other
  // fields.
  const ended = triggered ? stream.run?.getSnapshot().state : state
  const data = state.status === 'succeeded' && ended?.status === 'succeeded' ? ended.data : null
  useEffect(() => {
    const sent = draftsSent.current
    if (!data || !sent) return
    draftsSent.current = null
    const { drafts } = form.getSnapshot()
    for (const [parameter, index] of sharedFields({ parameters: endpoint.parameters, returns: (triggered ?? endpoint).returns })) {
      // The reply of a chat (Gradio 3) is in its conversation.
      if (!triggered && index === endpoint.chat?.answer) continue
      const isTouched = drafts.get(draftKey(parameter)) !== sent.get(draftKey(parameter))
      const value = data[index]
      const kind = findInput(inputKinds, parameter.component)
      // The app's file cannot be put into a field for chosen files.
      if (!kind || isTouched || readFiles(value)) continue
      // An update without a value (`gr.update(choices=…)`) keeps the value.
      const isUnsaid = value === null && Boolean(ended && 'updates' in ended && ended.updates?.[index])
      const next = isUnsaid ? nextValue(parameter, draftOf(kind, parameter, drafts), null) : { value: value ?? null }
      if (next) form.change(parameter, initialDraft(kind, { ...parameter, defaultValue: next.value }))
    }
    // Once for each result: what is typed into the field later stays.
    // oxlint-disable-next-line react/exhaustive-deps -- an update that comes without a value is no reason to write the value again
  }, [data, form])
}
