/** Makes a scenario from a recorded run: queue messages with their times, from a capture or a trace. */
import type { Scenario, ScenarioMessage, ScenarioStep } from './scenario.ts'

/** A message and the time it came. */
export interface TimedMessage {
  /** Milliseconds since any fixed moment. */
  readonly atMs: number
  /** As on the wire, with or without `event_id`. */
  readonly message: ScenarioMessage
}

/** Messages of the connection or its session, not of the run. */
const CONNECTION_MESSAGES = new Set(['heartbeat', 'close_stream', 'unexpected_error'])

/**
 * A scenario that sends these messages again in their rhythm. If the recording has several runs, it takes the first. It
 * leaves out messages of the connection, since the engine sends its own.
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
