/** What a session takes over from a client's options. */
import { defaultConnect } from './connection/default-connect.ts'
import { systemLifecycle } from './connection/page-lifecycle.ts'
import type { SessionOptions } from './connection/open-session.ts'
import type { ResolvedOptions } from './options.ts'

/** A limit that is off; still one, since a request that never ends would hold a connection for good. */
const NO_LIMIT_MS = 2 ** 31 - 1

export function sessionOptions(options: ResolvedOptions): Omit<SessionOptions, 'app' | 'sessionHash'> {
  const {
    connect = defaultConnect,
    lifecycle = systemLifecycle,
    random,
    timeouts,
    sse,
    maxMessageBytes,
    queueFullRetries,
    WebSocket,
  } = options
  return {
    http: options,
    connect,
    random,
    inactivityTimeoutMs: timeouts.idleMs ?? NO_LIMIT_MS,
    connectTimeoutMs: timeouts.connectMs,
    joinTimeoutMs: timeouts.joinMs ?? NO_LIMIT_MS,
    sse,
    maxMessageBytes,
    queueFullRetries,
    lifecycle,
    WebSocket,
  }
}
