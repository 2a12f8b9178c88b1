/** Messages that the relay makes itself, as JSON text in Gradio's shape. */

import { RUN_RESTARTED } from '@gradio-stream/client/internal/protocol/relay-protocol'

export const HEARTBEAT = '{"msg":"heartbeat","event_id":null}'
export const CLOSE_STREAM = '{"msg":"close_stream","event_id":null}'

/** Why the relay ended a run, not the app. */
export interface Failure {
  /** One of the library's error codes. */
  readonly code: string
  /** What was seen, in whole sentences, without addresses of the app. */
  readonly message: string
}

/** The end of a run that the app will not report any more. */
export function failedFrame(runId: string, { code, message }: Failure): string {
  return JSON.stringify({ msg: 'process_completed', event_id: runId, output: { error: message }, success: false, title: null, code })
}

/**
 * The end of a cancelled run. Gradio's own `success:true, output:{}` is not used: it makes the JavaScript client close
 * its stream for all runs, and the Python client raise `KeyError: 'data'` (both measured, 2.7).
 */
export function cancelledFrame(runId: string): string {
  const output = { error: 'Cancelled' }
  return JSON.stringify({ msg: 'process_completed', event_id: runId, output, success: false, title: null, cancelled: true })
}

/**
 * The relay of this run was gone, and another one began the run again. In Gradio's shape a line of the app's log, since
 * its clients take no message that they do not know; `code` tells ours.
 */
export function restartedFrame(runId: string): string {
  const log = 'The relay that followed this run stopped, so the run was begun again.'
  return JSON.stringify({
    msg: 'log',
    event_id: runId,
    log,
    level: 'warning',
    duration: 10,
    visible: true,
    title: null,
    code: RUN_RESTARTED,
  })
}

/**
 * The place of a run that waits at the relay and not in the app's queue: for another run of its session, or (unknown)
 * for an app that is full.
 */
export function waitingFrame(runId: string, rank: number | null, queueSize: number | null): string {
  return JSON.stringify({ msg: 'estimation', event_id: runId, rank, queue_size: queueSize, rank_eta: null })
}

/** The first message of a stream that cannot be given. `code` is the relay's addition. */
export function streamError(message: string, isSessionUnknown: boolean, code: string): string {
  return JSON.stringify({ msg: 'unexpected_error', event_id: null, message, session_not_found: isSessionUnknown, success: false, code })
}
