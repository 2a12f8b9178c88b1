/**
 * States of a submission of which nothing was sent: it waits for the discovery, for the network or for the code that runs it, or was refused.
 * Without a `sequence` of its own it is below that of any run's first event.
 */
import type { GradioStreamError } from '../errors.ts'
import type { CancelledState, FailedState, SubmittingState } from './run-state.ts'

const NOTHING_YET = { logs: [], droppedLogCount: 0, invalidMessageCount: 0 } as const

/** `submit` was called; the app is not known yet or the network is away. */
export function submittingLocally(startedAt: number, sequence = 0): SubmittingState {
  return { ...NOTHING_YET, sequence, status: 'submitting', waiting: null, startedAt }
}

/** Nothing was sent, and this is why. */
export function failedLocally(startedAt: number, error: GradioStreamError, endedAt: number, sequence = 0): FailedState {
  return { ...NOTHING_YET, sequence, status: 'failed', startedAt, eventId: null, data: null, updates: null, error, endedAt }
}

/** Cancelled before anything was sent, so it is certain that nothing runs. */
export function cancelledLocally(startedAt: number, endedAt: number, sequence = 0): CancelledState {
  return {
    ...NOTHING_YET,
    sequence,
    status: 'cancelled',
    startedAt,
    eventId: null,
    data: null,
    updates: null,
    outcome: 'confirmed',
    endedAt,
  }
}
