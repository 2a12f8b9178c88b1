/** The contract between a run and its session. */
import type { GradioStreamError } from '../../errors.ts'
import type { WaitingState } from '../../run/run-event.ts'
import type { Connection } from '../connection-state.ts'
import type { QueueMessage } from '../stream/queue-message.ts'

/** Callbacks of a run, in order: joined, then messages; or failed, after which nothing follows. */
export interface QueueRunHandlers {
  onJoined(eventId: string): void
  /** The app is busy and is asked again. */
  onWaiting?(waiting: WaitingState): void
  /** A message of this run, or one for all runs of the session. */
  onMessage(message: QueueMessage): void
  onConnection(connection: Connection): void
  /** The join was refused, or the connection is lost for good. */
  onFailed(error: GradioStreamError): void
}

/** A run's control over its session. */
export interface QueueTicket {
  /**
   * Tells the app to stop the run, once the join is answered. `told`: it answered. `dropped`: it waited in a direct
   * app's queue and was removed by dropping its stream, or no app had taken it. `stopped`: it surely stops, and no
   * message will say so. `runs-on`: a plain function that goes on. `unsupported`: the app has no way to cancel.
   * `unreached`: there was no answer. `over`: it had ended.
   */
  cancel(isWaiting: () => boolean): Promise<'told' | 'dropped' | 'stopped' | 'runs-on' | 'unsupported' | 'unreached' | 'over'>
  /** The run has ended: its last message came. */
  finish(): void
  /** The run's messages are no longer wanted. */
  leave(): void
  /**
   * The page closes. A direct app is told to stop what runs, by a request that survives the page. A waiting run leaves
   * the queue with its stream.
   */
  closePage(isWaiting: boolean): void
  /** Sends a frame of an input stream, once the join is answered. */
  sendFrame(data: readonly unknown[]): Promise<void>
  /** Ends an input stream. */
  closeInput(): Promise<void>
}
