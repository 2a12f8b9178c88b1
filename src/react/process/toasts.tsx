/** Log lines that rise for a while beside the work. This part only watches for them; what draws them is loaded with the first. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { AppDescription } from '../../core/protocol/app-description.ts'
import type { LogEntry } from '../../core/run/run-event.ts'
import type { RunState } from '../../core/run/run-state.ts'
import { useGradioProcess } from './process-context.ts'

/** A line with an id no other line of the page has. */
export interface Toasted {
  readonly id: string
  readonly entry: LogEntry
  /** Whose it is. */
  readonly app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
}

// Lines beyond these came faster than anybody reads; they are in the log.
const MOST_KEPT = 20

const ToastStack = lazy(() => import('./toast-stack.tsx'))

/** Shows new log lines as toasts, where `toasts` allows it. What was there before the part was drawn does not rise. */
export function Toasts(): ReactElement | null {
  const { stream, settings } = useGradioProcess()
  const { toasts: options, formId } = settings
  const [toasted, setToasted] = useState<readonly Toasted[]>([])
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
    const from = before.startedAt === startedAt ? before.sequence : 0
    if (newest <= from) return
    const { levels } = options
    const fresh = logs.filter(({ sequence, isVisible, level }) => sequence > from && isVisible && (levels?.includes(level) ?? true))
    if (fresh.length === 0) return
    const added = fresh.map((entry) => ({ id: `${formId} ${startedAt} ${entry.sequence}`, entry, app }))
    setToasted((all) => [...all, ...added].slice(-MOST_KEPT))
  }, [state, options, formId, app])
  if (options === null || toasted.length === 0) return null
  return (
    <Suspense fallback={null}>
      <ToastStack toasted={toasted} limit={options.limit ?? 3} settings={settings} />
    </Suspense>
  )
}

function logsOf(state: RunState): readonly LogEntry[] {
  return state.status === 'idle' ? [] : state.logs
}
