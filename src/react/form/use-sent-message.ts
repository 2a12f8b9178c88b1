/** Clears the field of a chat's message after it was sent, and restores the message if no reply came. */
import { useEffect, useRef } from 'react'
import type { EndpointDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import { findInput } from '../inputs/find-input.ts'
import { draftKey } from './form-store.ts'
import { isActive } from '../kit/process-context.ts'
import type { ProcessSettings } from '../kit/process-context.ts'
import { initialDraft } from './read-form.ts'

/** Clears the field when a run begins, and restores it when one ends without a reply. */
export function useSentMessage(
  stream: Pick<GradioStream, 'state' | 'triggered' | 'data'>,
  { parameters, chat }: Pick<EndpointDescription, 'parameters' | 'chat'>,
  { form, inputKinds }: Pick<ProcessSettings, 'form' | 'inputKinds'>,
): void {
  const sent = useRef<{ readonly draft: unknown; readonly empty: unknown } | null>(null)
  const parameter = chat && parameters[chat.message]
  const { state, triggered, data } = stream
  const isGoing = isActive(stream) && triggered === null
  const isUnanswered = !isGoing && state.status !== 'succeeded' && data === null
  useEffect(() => {
    const kind = parameter && findInput(inputKinds, parameter.component)
    if (!kind) return
    const key = draftKey(parameter)
    if (isGoing) {
      const { drafts } = form.getSnapshot()
      if (sent.current || !drafts.has(key)) return
      const empty = initialDraft(kind, { ...parameter, defaultValue: null })
      sent.current = { draft: drafts.get(key), empty }
      form.change(parameter, empty)
    } else if (sent.current) {
      const { draft, empty } = sent.current
      sent.current = null
      // Text that was typed meanwhile stays.
      if (isUnanswered && form.getSnapshot().drafts.get(key) === empty) form.change(parameter, draft)
    }
  }, [isGoing, isUnanswered, parameter, form, inputKinds])
}
