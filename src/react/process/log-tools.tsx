/** What stands over a log that is open: which lines it shows, and a copy of them. */
import { useId } from 'react'
import type { ReactElement } from 'react'
import type { LogEntry, LogLevel } from '../../core/run/run-event.ts'
import type { Formats } from '../messages/formats.ts'
import type { Messages } from '../messages/messages.ts'
import { CopyButton } from './copy-button.tsx'
import { FITS } from './log-list.tsx'
import { titleOfLog } from './log-title.ts'
import { plainWords } from './plain-words.ts'

/** Which lines are shown: those of one level, or all. */
export type LogFilter = LogLevel | 'all'

/** The gravest first. */
const LEVELS: readonly LogLevel[] = ['error', 'warning', 'success', 'info']

/** How many lines there are of each level that has any, the gravest first; empty where there is nothing worth choosing from. */
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
  /** What is shown, and copied. */
  shown: readonly LogEntry[]
  messages: Messages
  formats: Formats
}

/** The choice, where there is one, and the copy. */
export function LogTools({ levels, count, filter, onFilter, shown, messages, formats }: LogToolsProps): ReactElement {
  const { logs } = messages
  const name = useId()
  const choices: readonly (readonly [LogFilter, number])[] = levels.length > 0 ? [['all', count], ...levels] : []
  return (
    <div className="rgs-log-tools">
      {choices.length > 0 && (
        <fieldset className="rgs-log-filter">
          <legend className="rgs-visually-hidden">{logs.filter}</legend>
          {choices.map(([value, number]) => (
            <label key={value}>
              <input type="radio" name={name} checked={value === filter} onChange={() => onFilter(value)} />
              <span>
                {value === 'all' ? logs.all : logs.ofLevel[value]} <span className="rgs-muted">{formats.number(number)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <CopyButton label={logs.lines} text={() => shown.map((entry) => toText(entry, messages)).join('\n')} />
    </div>
  )
}

/** A line as text: when, how grave, what. */
function toText(entry: LogEntry, messages: Messages): string {
  const title = titleOfLog(entry, messages)
  return [new Date(entry.at).toISOString(), `${messages.logs.levels[entry.level]}:`, title, plainWords(entry.message)]
    .filter((part) => part !== null)
    .join(' ')
}
