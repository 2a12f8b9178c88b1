/** What the fields of a form hold when they show the inputs of a run. */
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findInput } from '../inputs/find-input.ts'
import type { ProcessSettings } from '../kit/process-context.ts'
import { initialDraft } from './read-form.ts'

/** Drafts by parameter. Without a kind of field a parameter has none. */
export function draftsOfRun(
  { parameters }: Pick<EndpointDescription, 'parameters'>,
  inputKinds: ProcessSettings['inputKinds'],
  inputs: readonly unknown[] | null,
): [ParameterDescription, unknown][] {
  return parameters.flatMap((parameter, index): [ParameterDescription, unknown][] => {
    // Only a field knows how it keeps a value.
    const kind = findInput(inputKinds, parameter.component)
    return kind ? [[parameter, initialDraft(kind, { ...parameter, defaultValue: inputs?.[index] ?? null, hasDefault: true })]] : []
  })
}
