/**
 * States of a submission that has no run yet, or never got one: it waits for the discovery or for the network, or was refused
 * before anything was sent. Their `sequence` is below that of any run's first event.
 */
import type { GradioStreamError } from '../core/errors.ts'
import type { CancelledState, FailedState, SubmittingState } from '../core/run/run-state.ts'

const NOTHING_YET = { sequence: 0, logs: [], droppedLogCount: 0, invalidMessageCount: 0 } as const

/** `submit` was called; the app is not known yet or the network is away. */
export function submittingLocally(startedAt: number): SubmittingState {
  return { ...NOTHING_YET, status: 'submitting', waiting: null, startedAt }
}

/** Nothing was sent, and this is why. */
export function failedLocally(startedAt: number, error: GradioStreamError, endedAt: number): FailedState {
  return { ...NOTHING_YET, status: 'failed', startedAt, eventId: null, data: null, updates: null, error, endedAt }
}

/** Cancelled before anything was sent, so it is certain that nothing runs. */
export function cancelledLocally(startedAt: number, endedAt: number): CancelledState {
  return { ...NOTHING_YET, status: 'cancelled', startedAt, eventId: null, data: null, updates: null, outcome: 'confirmed', endedAt }
}
