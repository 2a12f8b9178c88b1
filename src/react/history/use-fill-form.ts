/** Fills the form of the process around a list of runs with a run's inputs. */
import { useContext } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { findInput } from '../inputs/find-input.ts'
import { ProcessSettingsContext, ProcessStreamContext } from '../kit/process-context.ts'
import { initialDraft } from '../form/read-form.ts'
import type { ListedRun } from '@gradio-stream/hooks/internal/history/run-history'

/** `null` outside of a process, and until its endpoint is known. */
export function useFillForm(): ((run: ListedRun) => void) | null {
  const settings = useContext(ProcessSettingsContext)
  const endpoint = useContext(ProcessStreamContext)?.endpoint
  if (!settings || !endpoint) return null
  const { form, inputKinds: own } = settings
  return ({ inputs }) =>
    form.fill(
      endpoint.parameters.flatMap((parameter, index): [ParameterDescription, unknown][] => {
        // Only a field knows how it keeps a value.
        const kind = findInput(own, parameter.component)
        return kind ? [[parameter, initialDraft(kind, { ...parameter, defaultValue: inputs?.[index] ?? null, hasDefault: true })]] : []
      }),
    )
}
