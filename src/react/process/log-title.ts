/** What a log line is called. */
import type { LogEntry } from '../../core/run/run-event.ts'
import type { Messages } from '../messages/messages.ts'

/** The title of a line; `null` where it only repeats the level, as Gradio's own titles do. */
export function titleOfLog({ title, level }: LogEntry, { logs }: Pick<Messages, 'logs'>): string | null {
  return title && title.toLowerCase() !== level && title !== logs.levels[level] ? title : null
}
