/** What the app's function said on its way. Folded, unless something in it needs to be seen. */
import { forwardRef, useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import type { LogEntry } from '../../core/run/run-event.ts'
import { LogList } from './log-list.tsx'
import { countLevels, LogTools } from './log-tools.tsx'
import type { LogFilter } from './log-tools.tsx'
import { PartElement } from './part.tsx'
import type { PartProps, PartState } from './part.tsx'
import { useGradioProcess } from './process-context.ts'

/** What a `render` of the log is told. */
export interface LogsState extends PartState {
  /** Oldest first, those the app hides left out. */
  readonly entries: readonly LogEntry[]
}
/** Props of `GradioProcess.Logs`. */
export type LogsProps = PartProps<'details', LogsState>

const NONE: readonly LogEntry[] = []

/** The log; draws nothing while it is empty. */
export const Logs = forwardRef<HTMLDetailsElement, LogsProps>(function Logs(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats } = settings
  const { state } = stream
  const app = stream.discovery.data ?? null
  // What a person did with the fold counts more than what is in it, until the next run.
  const runStart = state.status === 'idle' ? null : state.startedAt
  const [choice, setChoice] = useState<{ isOpen: boolean; runStart: number | null } | null>(null)
  // As is the choice of a level, which counts only where it is offered.
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
