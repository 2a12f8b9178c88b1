/** A run and its session: what each tells the other. */
import type { GradioStreamError } from '../errors.ts'
import type { WaitingState } from '../run/run-event.ts'
import type { Connection } from './connection.ts'
import type { QueueMessage } from './queue-message.ts'

/** What a run is told, in order: joined, messages; or failed, after which nothing follows. */
export interface QueueRunHandlers {
  onJoined(eventId: string): void
  /** The app is busy and is asked again. */
  onWaiting?(waiting: WaitingState): void
  /** A message of this run, or one that concerns all runs of the session. */
  onMessage(message: QueueMessage): void
  onConnection(connection: Connection): void
  /** The join was refused, or the way is lost for good. */
  onFailed(error: GradioStreamError): void
}

/** A run's hold on its session. */
export interface QueueTicket {
  /**
   * Tells the app to stop the run, once the join is answered. `told`: it answered; `dropped`: it waited in the queue of a direct app and was
   * taken out by dropping its stream, or no app had taken it; `stopped`: it is known to stop, and no message will say so;
   * `runs-on`: a plain function that goes on; `unsupported`: the app has no way to be told; `unreached`: nobody answered; `over`: it had ended.
   */
  cancel(isWaiting: () => boolean): Promise<'told' | 'dropped' | 'stopped' | 'runs-on' | 'unsupported' | 'unreached' | 'over'>
  /** The run has ended: its last message came. */
  finish(): void
  /** Nobody wants its messages any more. */
  leave(): void
  /** The page goes away: a direct app is told to stop what runs by a request that survives it. What waits is taken out with its stream. */
  closePage(isWaiting: boolean): void
  /** Sends a frame of an input stream, once the join is answered. */
  sendFrame(data: readonly unknown[]): Promise<void>
  /** Ends an input stream. */
  closeInput(): Promise<void>
}
