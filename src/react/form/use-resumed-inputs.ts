/**
 * Writes the inputs of a run that was found again after a reload into the form: its result is not of the defaults. What
 * a person has typed or cleared stays.
 */
import { useEffect } from 'react'
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import type { ProcessSettings } from '../kit/process-context.ts'
import { isSameValue } from '../kit/read-choice.ts'
import { draftsOfRun } from './drafts-of-run.ts'

/** Writes them once for each run that was resumed. */
export function useResumedInputs(
  { run, triggered }: Pick<GradioStream, 'run' | 'triggered'>,
  endpoint: EndpointDescription,
  { form, inputKinds }: Pick<ProcessSettings, 'form' | 'inputKinds'>,
): void {
  // Inputs that were not kept are an empty list.
  const inputs = run?.isResumed && !triggered && run.inputs.length === endpoint.parameters.length ? run.inputs : null
  useEffect(() => {
    const { drafts, isCleared } = form.getSnapshot()
    if (!inputs || drafts.size > 0 || isCleared) return
    // A field that held its default is untouched.
    const isChanged = ([parameter]: readonly [ParameterDescription, unknown]): boolean =>
      !isSameValue(inputs[endpoint.parameters.indexOf(parameter)], parameter.defaultValue ?? null)
    form.fill(draftsOfRun(endpoint, inputKinds, inputs).filter(isChanged))
    // Once for each run: what the app changes about the endpoint later is no reason to write them again.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [inputs, form])
}
