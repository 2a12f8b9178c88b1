/** A scenario out of a recorded run: queue messages with their times, as a capture or a trace keeps them. */
import type { Scenario, ScenarioMessage, ScenarioStep } from './scenario.ts'

/** A message and when it came. */
export interface TimedMessage {
  /** Milliseconds since any fixed moment. */
  readonly atMs: number
  /** As on the wire, with or without `event_id`. */
  readonly message: ScenarioMessage
}

/** What belongs to a connection or its session rather than to the run. */
const CONNECTION_MESSAGES = new Set(['heartbeat', 'close_stream', 'unexpected_error'])

/**
 * A scenario that sends these messages again, in their rhythm. Of several runs in one recording it takes the first one's.
 * Messages of the connection are left out: the engine sends its own.
 */
export function scenarioFromMessages(
  name: string,
  messages: readonly TimedMessage[],
  about: Partial<Omit<Scenario, 'name' | 'steps'>> = {},
): Scenario {
  const eventId = messages.find(({ message }) => typeof message.event_id === 'string')?.message.event_id
  const own = messages.filter(({ message }) => {
    const { event_id: id } = message
    return !CONNECTION_MESSAGES.has(message.msg) && (id === undefined || id === eventId)
  })
  let previousMs = own[0]?.atMs ?? 0
  const steps = own.map(({ atMs, message }): ScenarioStep => {
    const afterMs = Math.max(0, atMs - previousMs)
    previousMs = atMs
    const { event_id: _eventId, ...rest } = message
    return { afterMs, message: rest }
  })
  const isGenerator = own.some(({ message }) => message.msg === 'process_generating')
  return { parameters: [], returns: [], isGenerator, ...about, name, steps }
}
