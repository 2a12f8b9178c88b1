/** The log of the app's function. Folded, unless a line needs attention. */
import { forwardRef, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import type { LogEntry } from '@gradio-stream/client/internal/run/run-event'
import { LogList } from './log-list.tsx'
import { countLevels, LogTools } from './log-tools.tsx'
import type { LogFilter } from './log-tools.tsx'
import { PartElement } from '../../kit/part.tsx'
import type { PartProps, PartState } from '../../kit/part.tsx'
import { useGradioProcess } from '../../kit/process-context.ts'

/** State for a `render` function of the log. */
export interface LogsState extends PartState {
  /** Oldest first, without those that the app hides. */
  readonly entries: readonly LogEntry[]
}
/** Props of `GradioProcess.Logs`. */
export type LogsProps = PartProps<'details', LogsState>

const NONE: readonly LogEntry[] = []

/** The log. Renders nothing while it is empty. */
export const Logs = forwardRef<HTMLDetailsElement, LogsProps>(function Logs(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats } = settings
  const { state } = stream
  const app = stream.discovery.data ?? null
  // A person's choice to open or close it is kept until the next run.
  const runStart = state.status === 'idle' ? null : state.startedAt
  const [choice, setChoice] = useState<{ isOpen: boolean; runStart: number | null } | null>(null)
  // So is the choice of a level, which counts only while it is offered.
  const [chosen, setFilter] = useState<{ filter: LogFilter; runStart: number | null } | null>(null)
  const logs = state.status === 'idle' ? NONE : state.logs
  const entries = useMemo(() => logs.filter(({ isVisible }) => isVisible), [logs])
  const levels = useMemo(() => countLevels(entries), [entries])
  const isOffered = chosen?.runStart === runStart && levels.some(([level]) => level === chosen.filter)
  const filter = isOffered ? chosen.filter : 'all'
  const shown = useMemo(() => (filter === 'all' ? entries : entries.filter(({ level }) => level === filter)), [entries, filter])
  const dropped = state.status === 'idle' ? 0 : state.droppedLogCount
  if (entries.length === 0 && dropped === 0) return null
  const isUrgent = entries.some(({ level }) => level === 'warning' || level === 'error')
  const isOpen = choice && choice.runStart === runStart ? choice.isOpen : isUrgent
  const children = (
    <>
      <summary
        className="rgs-summary"
        onClick={(event) => {
          event.preventDefault()
          setChoice({ isOpen: !isOpen, runStart })
        }}
      >
        <bdi>{messages.logs.title(entries.length + dropped, formats)}</bdi>
      </summary>
      {isOpen && (
        <>
          <LogTools
            levels={levels}
            count={entries.length}
            filter={filter}
            onFilter={(next) => setFilter({ filter: next, runStart })}
            shown={shown}
            messages={messages}
            formats={formats}
          />
          <LogList entries={shown} dropped={dropped} app={app} messages={messages} formats={formats} />
        </>
      )}
    </>
  )
  return (
    <PartElement
      tag="details"
      own={{ className: 'rgs-fold rgs-logs', open: isOpen, children }}
      given={props}
      state={{ ...part, entries }}
      elementRef={ref}
    />
  )
})
