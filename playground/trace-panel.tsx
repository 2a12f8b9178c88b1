/** Under the log: every event of the run as it was received, for who wants to see that nothing is lost or doubled. */
import { GradioProcess, useGradioProcess } from '../src/index.ts'

export function LogsAndTrace() {
  const { stream } = useGradioProcess()
  const events = stream.getTrace()?.events ?? []
  return (
    <>
      <GradioProcess.Logs />
      {events.length > 0 ? (
        <details className="pg-trace">
          <summary>Events ({events.length})</summary>
          <ol>
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

function facts({ type: _, sequence: __, at: ___, ...rest }: { type: string; sequence: number; at: number }): string {
  const text = JSON.stringify(rest)
  return text === '{}' ? '' : text
}
