/** The words of a log line. */
import type { LogEntry } from '@gradio-stream/client/internal/run/run-event'
import type { Messages } from '../../messages/messages.ts'

/** The title of a line; `null` if it only repeats the level, as Gradio's own titles do. */
export function titleOfLog({ title, level }: LogEntry, { logs }: Pick<Messages, 'logs'>): string | null {
  return title && title.toLowerCase() !== level && title !== logs.levels[level] ? title : null
}

/** What a line says: in the app's words, or of the relay's lines in those of the page. */
export function textOfLog({ code, message }: LogEntry, { logs }: Pick<Messages, 'logs'>): string {
  return code === 'run-restarted' ? logs.restarted : message
}
