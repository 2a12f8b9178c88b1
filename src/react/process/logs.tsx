/** What the app's function said on its way. Folded, unless something in it needs to be seen. */
import { forwardRef, useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { LogEntry, LogLevel } from '../../core/run/run-event.ts'
import { AppWords } from './app-words.tsx'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import { titleOfLog } from './log-title.ts'
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

/** The sign of each level. */
export const LOG_SIGNS: Readonly<Record<LogLevel, IconName>> = { info: 'info', warning: 'warning', success: 'success', error: 'error' }

/** The log; draws nothing while it is empty. */
export const Logs = forwardRef<HTMLDetailsElement, LogsProps>(function Logs(props, ref): ReactElement | null {
  const { stream, settings, part } = useGradioProcess()
  const { messages, formats } = settings
  const { state } = stream
  const app = stream.discovery.data ?? null
  // What a person did with the fold counts more than what is in it, until the next run.
  const runStart = state.status === 'idle' ? null : state.startedAt
  const [choice, setChoice] = useState<{ isOpen: boolean; runStart: number | null } | null>(null)
  const entries = state.status === 'idle' ? [] : state.logs.filter(({ isVisible }) => isVisible)
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
        {messages.logs.title(entries.length + dropped, formats)}
      </summary>
      {isOpen && (
        <LogList count={entries.length}>
          {dropped > 0 && <li className="rgs-log rgs-muted">{messages.logs.dropped(dropped, formats)}</li>}
          {entries.map((entry) => (
            <li key={entry.sequence} className="rgs-log" data-level={entry.level}>
              <Icon name={LOG_SIGNS[entry.level]} />
              <span className="rgs-visually-hidden">{`${messages.logs.levels[entry.level]}: `}</span>
              <bdi className="rgs-log-text">
                {titleOfLog(entry, messages) !== null && <strong>{entry.title} </strong>}
                <AppWords text={entry.message} app={app} messages={messages} />
              </bdi>
            </li>
          ))}
        </LogList>
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

// Up to this many lines the list does not scroll, and need not be a stop of the Tab key.
const FITS = 8
const NEAR_END_PX = 24

/** Stays at its newest line, unless somebody has scrolled up to read. */
function LogList({ count, children }: { count: number; children: ReactNode }): ReactElement {
  const list = useRef<HTMLOListElement>(null)
  const isAtEnd = useRef(true)
  useEffect(() => {
    if (list.current && isAtEnd.current) list.current.scrollTop = list.current.scrollHeight
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the count is what makes it scroll
  }, [count])
  return (
    <ol
      ref={list}
      className="rgs-log-list"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={count > FITS ? 0 : undefined}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - NEAR_END_PX
      }}
    >
      {children}
    </ol>
  )
}
