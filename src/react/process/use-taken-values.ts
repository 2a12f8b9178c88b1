/** The value a run gives to an output that is a field too becomes what the field holds, unless somebody has changed it since the run began. */
import { useEffect, useRef } from 'react'
import type { EndpointDescription } from '../../core/protocol/app-description.ts'
import type { GradioStream } from '../gradio-stream.ts'
import { findInput } from '../inputs/find-input.ts'
import { readFiles } from '../outputs/file-address.ts'
import { draftKey } from './form-store.ts'
import { isActive } from './process-context.ts'
import type { ProcessSettings } from './process-context.ts'
import { initialDraft } from './read-form.ts'
import { sharedFields } from './use-updated-endpoint.ts'

/** Writes the values of each run that succeeds into the form. */
export function useTakenValues(
  stream: Pick<GradioStream, 'state' | 'triggered' | 'run'>,
  endpoint: EndpointDescription,
  { form, inputs }: Pick<ProcessSettings, 'form' | 'inputs'>,
): void {
  const { state } = stream
  // Of the run that goes on; `null`: its result was taken in, or it was begun before this form was there.
  const draftsSent = useRef<ReadonlyMap<string, unknown> | null>(null)
  const isGoing = isActive(stream)
  useEffect(() => {
    if (isGoing) draftsSent.current = form.getSnapshot().drafts
  }, [isGoing, form])
  const { triggered } = stream
  // What was run in place of this endpoint answers in its own order, and may write into fields this one does not.
  const ended = triggered ? stream.run?.getSnapshot().state : state
  const data = state.status === 'succeeded' && ended?.status === 'succeeded' ? ended.data : null
  useEffect(() => {
    const sent = draftsSent.current
    if (!data || !sent) return
    draftsSent.current = null
    const { drafts } = form.getSnapshot()
    for (const [parameter, index] of sharedFields({ parameters: endpoint.parameters, returns: (triggered ?? endpoint).returns })) {
      const isTouched = drafts.get(draftKey(parameter)) !== sent.get(draftKey(parameter))
      const value = data[index]
      const kind = findInput(inputs, parameter.component)
      // A file of the app is none that could be chosen here.
      if (!kind || isTouched || readFiles(value)) continue
      form.change(parameter, initialDraft(kind, { ...parameter, defaultValue: value ?? null }))
    }
    // Once for each result: what is typed into the field later stays.
    // oxlint-disable-next-line react/exhaustive-deps -- an update that comes without a value is no reason to write the value again
  }, [data, form])
}
