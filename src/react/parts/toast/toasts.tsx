/**
 * Shows log lines as toasts for a while. This part only watches for lines; the code that draws them is loaded with the
 * first.
 */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { LogEntry } from '@gradio-stream/client/internal/run/run-event'
import type { RunState } from '@gradio-stream/client/internal/run/run-state'
import { useGradioProcess } from '../../kit/process-context.ts'

/** A line with an id that is unique on the page. */
export interface Toasted {
  readonly id: string
  readonly entry: LogEntry
  /** The app that wrote it. */
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
}

// More lines at once come faster than a person can read; they are in the log.
const MOST_KEPT = 20

const ToastStack = lazy(() => import('./toast-stack.tsx'))

/** Shows new log lines as toasts, if `toasts` allows it. Lines from before the part was drawn are not shown. */
export function Toasts(): ReactElement | null {
  const { stream, settings } = useGradioProcess()
  const { toasts: options, formId } = settings
  const [toasted, setToasted] = useState<readonly Toasted[] | null>(null)
  const { state } = stream
  const app = stream.discovery.data ?? null
  const seen = useRef<{ startedAt: number | null; sequence: number } | null>(null)
  useEffect(() => {
    const startedAt = state.status === 'idle' ? null : state.startedAt
    const logs = logsOf(state)
    const newest = logs.at(-1)?.sequence ?? 0
    const before = seen.current
    seen.current = { startedAt, sequence: newest }
    if (before === null || options === null) return
    const isSameRun = before.startedAt === startedAt
    // Toasts of an earlier run are removed.
    if (!isSameRun) setToasted((all) => all && [])
    const from = isSameRun ? before.sequence : 0
    if (newest <= from) return
    const { levels } = options
    const fresh = logs.filter(({ sequence, isVisible, level }) => sequence > from && isVisible && (levels?.includes(level) ?? true))
    if (fresh.length === 0) return
    const added = fresh.map((entry) => ({ id: `${idsOf(formId, state)}${entry.sequence}`, entry, app }))
    setToasted((all) => [...(all ?? []), ...added].slice(-MOST_KEPT))
  }, [state, options, formId, app])
  if (options === null || toasted === null) return null
  return (
    <Suspense fallback={null}>
      <ToastStack toasted={toasted} run={idsOf(formId, state)} limit={options.limit ?? 3} settings={settings} />
    </Suspense>
  )
}

/** Prefix of the ids of a run's lines. */
function idsOf(formId: string, state: RunState): string {
  return `${formId} ${state.status === 'idle' ? null : state.startedAt} `
}

function logsOf(state: RunState): readonly LogEntry[] {
  return state.status === 'idle' ? [] : state.logs
}
