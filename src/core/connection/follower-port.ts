/** What a follower of messages is given, and who it works for. */
import type { GradioStreamError } from '../errors.ts'
import type { AppDescription } from '../protocol/app-description.ts'
import type { Connection } from './connection.ts'
import type { Connect } from './connector.ts'
import type { HttpContext } from './http.ts'
import type { PageLifecycle } from './page-lifecycle.ts'
import type { QueueMessage } from './queue-message.ts'

export interface FollowerOptions {
  readonly app: AppDescription
  readonly sessionHash: string
  readonly http: HttpContext
  readonly connect: Connect
  readonly random: () => number
  /** Longest silence on an open stream. */
  readonly inactivityTimeoutMs: number
  /** Longest wait for the answer to a stream; `null`: as long as an open one may be silent. */
  readonly connectTimeoutMs?: number | null
  /** False: poll from the start. */
  readonly sse: boolean
  /** Longest message that is taken. @defaultValue 256 MiB */
  readonly maxMessageBytes?: number
  /** @defaultValue the page this code runs in */
  readonly lifecycle?: PageLifecycle
}

/** Who needs the messages. */
export interface FollowerHost {
  /** Whether a run waits for messages. */
  isNeeded(): boolean
  /** Takes a message; true when it was for one of its runs. */
  deliver(message: QueueMessage): boolean
  /** Nothing more will come. Afterwards `isNeeded` answers false. */
  giveUp(error: GradioStreamError): void
  onConnection(connection: Connection): void
}
