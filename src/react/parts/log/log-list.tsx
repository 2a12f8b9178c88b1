/**
 * The lines of a log in a box that scrolls. It stays at the newest line, or at the line that is being read, while other
 * lines come and go.
 */
import { memo, useCallback, useLayoutEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { LogEntry, LogLevel } from '@gradio-stream/client/internal/run/run-event'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { AppWords } from '../app-text.tsx'
import { Icon } from '../../kit/icons.tsx'
import type { IconName } from '../../kit/icons.tsx'
import { textOfLog, titleOfLog } from './log-words.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** The icon of each level. */
export const LOG_SIGNS: Readonly<Record<LogLevel, IconName>> = { info: 'info', warning: 'warning', success: 'success', error: 'error' }

/** Up to this many lines the list does not scroll and is not a Tab stop. */
export const FITS = 8
const NEAR_END_PX = 24

interface LogLineProps {
  entry: LogEntry
  app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  messages: Messages
}

/** Rendered once: a line never changes. */
const LogLine = memo(function LogLine({ entry, app, messages }: LogLineProps): ReactElement {
  return (
    <li className="rgs-log" data-level={entry.level} data-sequence={entry.sequence}>
      <Icon name={LOG_SIGNS[entry.level]} />
      <span {...visuallyHidden}>{`${messages.logs.levels[entry.level]}: `}</span>
      <bdi className="rgs-log-text">
        {titleOfLog(entry, messages) !== null && <strong>{`${entry.title} `}</strong>}
        <AppWords text={textOfLog(entry, messages)} app={app} messages={messages} />
      </bdi>
    </li>
  )
})

interface LogListProps extends Omit<LogLineProps, 'entry'> {
  entries: readonly LogEntry[]
  /** Number of earlier lines that were dropped. */
  dropped: number
  formats: Formats
}

/** The reading position: the first visible line, and its distance from the upper edge. */
interface Place {
  readonly sequence: number
  readonly belowPx: number
}

/** The lines. */
export function LogList({ entries, dropped, app, messages, formats }: LogListProps): ReactElement {
  const list = useRef<HTMLOListElement>(null)
  // `null`: stay at the end.
  const place = useRef<Place | null>(null)
  useLayoutEffect(() => {
    const { current } = list
    if (!current) return
    // Browsers do it for added lines; few do it for removed ones, by a limit or a filter.
    if (place.current === null) current.scrollTop = current.scrollHeight
    else returnTo(current, place.current)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the lines are what makes it move
  }, [entries, dropped])
  const note = useCallback((): void => {
    const { current } = list
    if (!current) return
    const isAtEnd = current.scrollTop + current.clientHeight >= current.scrollHeight - NEAR_END_PX
    place.current = isAtEnd ? null : placeIn(current)
  }, [])
  return (
    <ol
      ref={list}
      className="rgs-log-list"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={entries.length > FITS ? 0 : undefined}
      onScroll={note}
    >
      {dropped > 0 && (
        <li className="rgs-log rgs-muted">
          <bdi>{messages.logs.dropped(dropped, formats)}</bdi>
        </li>
      )}
      {entries.map((entry) => (
        <LogLine key={entry.sequence} entry={entry} app={app} messages={messages} />
      ))}
    </ol>
  )
}

function linesOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(':scope > [data-sequence]')]
}

function placeIn(list: HTMLElement): Place | null {
  const top = list.getBoundingClientRect().top
  const line = linesOf(list).find((each) => each.getBoundingClientRect().bottom > top)
  return line ? { sequence: Number(line.dataset.sequence), belowPx: line.getBoundingClientRect().top - top } : null
}

/** To the same line, or the first one after it that still exists. */
function returnTo(list: HTMLElement, { sequence, belowPx }: Place): void {
  const lines = linesOf(list)
  const line = lines.find((each) => Number(each.dataset.sequence) >= sequence) ?? lines.at(-1)
  if (!line) return
  const offBy = line.getBoundingClientRect().top - list.getBoundingClientRect().top - belowPx
  if (Math.abs(offBy) >= 1) list.scrollTop += offBy
}
