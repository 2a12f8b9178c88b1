/** Below the log: every event of the run as it was received, to see that nothing is lost or doubled. */
import { GradioProcess, useGradioProcess } from '../src/react/index.ts'

export function LogsAndTrace() {
  const { stream } = useGradioProcess()
  const events = stream.getTrace()?.events ?? []
  return (
    <>
      <GradioProcess.Logs />
      {events.length > 0 ? (
        <details className="pg-trace">
          <summary>Events ({events.length})</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <ol tabIndex={0}>
            {events.map((event) => (
              <li key={event.sequence} value={event.sequence}>
                <code>{event.type}</code> <span>{facts(event)}</span>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </>
  )
}

/** What an event holds beside its type, place and time. */
function facts(event: object): string {
  const known = new Set(['type', 'sequence', 'at'])
  return JSON.stringify(Object.fromEntries(Object.entries(event).filter(([key]) => !known.has(key)))).replace(/^\{\}$/, '')
}
