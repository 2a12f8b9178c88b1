/** The tools above an open log: a filter and a copy button. */
import { useId } from 'react'
import type { ReactElement } from 'react'
import type { LogEntry, LogLevel } from '@gradio-stream/client/internal/run/run-event'
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { FITS } from './log-list.tsx'
import { textOfLog, titleOfLog } from './log-words.ts'
import { plainWords } from '../../kit/strip-markup.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** The lines that are shown: those of one level, or all. */
export type LogFilter = LogLevel | 'all'

/** The most severe first. */
const LEVELS: readonly LogLevel[] = ['error', 'warning', 'success', 'info']

/** The number of lines per level, the most severe first; empty if there is nothing to choose from. */
export function countLevels(entries: readonly LogEntry[]): readonly (readonly [level: LogLevel, count: number])[] {
  if (entries.length <= FITS) return []
  const counts = LEVELS.map((level) => [level, entries.filter((entry) => entry.level === level).length] as const)
  const present = counts.filter(([, count]) => count > 0)
  return present.length > 1 ? present : []
}

interface LogToolsProps {
  levels: ReturnType<typeof countLevels>
  /** Of all levels. */
  count: number
  filter: LogFilter
  onFilter: (filter: LogFilter) => void
  /** The lines that are shown and copied. */
  shown: readonly LogEntry[]
  messages: Messages
  formats: Formats
}

/** The filter, if there is one, and the copy button. */
export function LogTools({ levels, count, filter, onFilter, shown, messages, formats }: LogToolsProps): ReactElement {
  const { logs } = messages
  const name = useId()
  const choices: readonly (readonly [LogFilter, number])[] = levels.length > 0 ? [['all', count], ...levels] : []
  return (
    <div className="rgs-log-tools">
      {choices.length > 0 && (
        <fieldset className="rgs-log-filter">
          <legend {...visuallyHidden}>{logs.filter}</legend>
          {choices.map(([value, number]) => (
            // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its text has an element of its own, one deeper than the rule looks
            <label key={value}>
              <input type="radio" name={name} checked={value === filter} onChange={() => onFilter(value)} />
              <span>
                <span>{value === 'all' ? logs.all : logs.ofLevel[value]}</span> <span className="rgs-muted">{formats.number(number)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <CopyButton label={logs.lines} text={() => shown.map((entry) => toText(entry, messages)).join('\n')} />
    </div>
  )
}

/** A line as text: time, level, text. */
function toText(entry: LogEntry, messages: Messages): string {
  const title = titleOfLog(entry, messages)
  return [new Date(entry.at).toISOString(), `${messages.logs.levels[entry.level]}:`, title, plainWords(textOfLog(entry, messages))]
    .filter((part) => part !== null)
    .join(' ')
}
