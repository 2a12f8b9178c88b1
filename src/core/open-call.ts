/** One call for `SSEClient`: its values as the app takes them, and the session to join. Loaded when an endpoint is connected to. */
import { openSession } from './connection/open-session.ts'
import type { QueueCall } from './connection/queue-requests.ts'
import type { RunSession } from './connection/run-session.ts'
import type { ResolvedOptions } from './options.ts'
import type { AppDescription, EndpointDescription } from './protocol/app-description.ts'
import { toWireData } from './protocol/wire-data.ts'
import { toAppValues } from './protocol/values.ts'
import { randomId } from './random-id.ts'
import { sessionOptions } from './session-options.ts'

/** A call and where to join it. Rejects with `load-failed`. */
export async function openCall(
  app: AppDescription,
  endpoint: EndpointDescription,
  values: readonly unknown[],
  options: ResolvedOptions,
): Promise<{ readonly session: RunSession; readonly call: QueueCall }> {
  const data = toWireData(endpoint, toAppValues(endpoint, values, app))
  // `connect` tells its caller that the app is busy, who may try again.
  const session = await openSession({ app, sessionHash: randomId(), ...sessionOptions(options), queueFullRetries: 0 })
  return { session, call: { endpoint, data } }
}
