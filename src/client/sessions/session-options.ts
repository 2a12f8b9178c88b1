/** A session's options, from the client's. */
import type { SessionOptions } from '../connection/queue/open-session.ts'
import { defaultConnect } from '../connection/stream/default-connect.ts'
import type { ResolvedOptions } from '../client-options.ts'

export function sessionOptions(options: ResolvedOptions): Omit<SessionOptions, 'app' | 'sessionHash'> {
  const { connect, lifecycle, random, sse, maxMessageBytes, queueFullRetries, WebSocket } = options
  const { inactivityTimeoutMs, connectTimeoutMs, joinTimeoutMs } = options
  return {
    http: options,
    connect: connect ?? defaultConnect,
    random,
    inactivityTimeoutMs,
    connectTimeoutMs,
    joinTimeoutMs,
    sse,
    maxMessageBytes,
    queueFullRetries,
    lifecycle,
    WebSocket,
  }
}
