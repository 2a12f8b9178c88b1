/** The lines of a log, in a box that scrolls. It stays at its newest line, or at the line somebody reads, whatever comes or goes around it. */
import { memo, useCallback, useLayoutEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { AppDescription } from '../../core/protocol/app-description.ts'
import type { LogEntry, LogLevel } from '../../core/run/run-event.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { AppWords } from './app-words.tsx'
import { Icon } from './icons.tsx'
import type { IconName } from './icons.tsx'
import { titleOfLog } from './log-title.ts'

/** The sign of each level. */
export const LOG_SIGNS: Readonly<Record<LogLevel, IconName>> = { info: 'info', warning: 'warning', success: 'success', error: 'error' }

/** Up to this many lines the list does not scroll, and need not be a stop of the Tab key. */
export const FITS = 8
const NEAR_END_PX = 24

interface LogLineProps {
  entry: LogEntry
  app: Pick<AppDescription, 'apiUrl' | 'rootUrl'> | null
  messages: Messages
}

/** Drawn once: a line does not change, however many come after it. */
const LogLine = memo(function LogLine({ entry, app, messages }: LogLineProps): ReactElement {
  return (
    <li className="rgs-log" data-level={entry.level} data-sequence={entry.sequence}>
      <Icon name={LOG_SIGNS[entry.level]} />
      <span className="rgs-visually-hidden">{`${messages.logs.levels[entry.level]}: `}</span>
      <bdi className="rgs-log-text">
        {titleOfLog(entry, messages) !== null && <strong>{entry.title} </strong>}
        <AppWords text={entry.message} app={app} messages={messages} />
      </bdi>
    </li>
  )
})

interface LogListProps extends Omit<LogLineProps, 'entry'> {
  entries: readonly LogEntry[]
  /** Earlier lines that are not kept. */
  dropped: number
  formats: Formats
}

/** Where somebody reads: the first line in sight, and how far it lies below the upper edge. */
interface Place {
  readonly sequence: number
  readonly belowPx: number
}

/** The lines. */
export function LogList({ entries, dropped, app, messages, formats }: LogListProps): ReactElement {
  const list = useRef<HTMLOListElement>(null)
  // `null`: at the end, whatever comes.
  const place = useRef<Place | null>(null)
  useLayoutEffect(() => {
    const { current } = list
    if (!current) return
    // A browser does it for lines that come; where lines go, at a limit or by a filter, few do.
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

/** To the same line, or the first after it that is still there. */
function returnTo(list: HTMLElement, { sequence, belowPx }: Place): void {
  const lines = linesOf(list)
  const line = lines.find((each) => Number(each.dataset.sequence) >= sequence) ?? lines.at(-1)
  if (!line) return
  const offBy = line.getBoundingClientRect().top - list.getBoundingClientRect().top - belowPx
  if (Math.abs(offBy) >= 1) list.scrollTop += offBy
}
