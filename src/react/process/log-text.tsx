/** Words of one log line, the same in the list and in a toast. Whatever may be in them is drawn here and nowhere else. */
import type { ReactElement } from 'react'
import type { LogEntry } from '../../core/run/run-event.ts'

/** What the app wrote, as text. */
export function LogText({ entry }: { entry: LogEntry }): ReactElement {
  return <>{entry.message}</>
}
