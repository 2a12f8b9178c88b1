/** Fills the form of the process around a list of runs with a run's inputs. */
import { useContext } from 'react'
import { ProcessSettingsContext, ProcessStreamContext } from '../kit/process-context.ts'
import { draftsOfRun } from '../form/drafts-of-run.ts'
import type { ListedRun } from '@gradio-stream/hooks/internal/history/run-history'

/** `null` outside of a process, and until its endpoint is known. */
export function useFillForm(): ((run: ListedRun) => void) | null {
  const settings = useContext(ProcessSettingsContext)
  const endpoint = useContext(ProcessStreamContext)?.endpoint
  if (!settings || !endpoint) return null
  return ({ inputs }) => settings.form.fill(draftsOfRun(endpoint, settings.inputKinds, inputs))
}
