/** What a follower of messages needs, and its host. */
import type { GradioStreamError } from '../../errors.ts'
import type { AppDescription } from '../../protocol/describe/app-description.ts'
import type { Connection } from '../connection-state.ts'
import type { Connect } from './connector.ts'
import type { HttpContext } from '../http/http.ts'
import type { PageLifecycle } from '../page/page-lifecycle.ts'
import type { QueueMessage } from './queue-message.ts'

export interface FollowerOptions {
  readonly app: AppDescription
  readonly sessionHash: string
  readonly http: HttpContext
  readonly connect: Connect
  readonly random: () => number
  /** Longest silence on an open stream. */
  readonly inactivityTimeoutMs: number
  /** Longest wait for the answer to a stream; `null`: the limit of silence. */
  readonly connectTimeoutMs?: number | null
  /** False: poll from the start. */
  readonly sse: boolean
  /** Longest accepted message. @defaultValue 256 MiB */
  readonly maxMessageBytes?: number
  /** @defaultValue the page this code runs in */
  readonly lifecycle?: PageLifecycle
}

/** What needs the messages. */
export interface FollowerHost {
  /** Whether a run waits for messages. */
  isNeeded(): boolean
  /** Takes a message; true when it was for one of its runs. */
  deliver(message: QueueMessage): boolean
  /** Runs that a direct app with resume is asked for again. It sends them from their first message on. */
  rejoin(): readonly string[]
  /** No more messages will come. Afterwards `isNeeded` returns false. */
  giveUp(error: GradioStreamError): void
  onConnection(connection: Connection): void
}
