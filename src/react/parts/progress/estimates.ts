/**
 * Estimates when a run has its turn or its end, and how fast it goes. Pure: earlier observations are passed in, and the
 * same object is returned without news, so that times count down evenly.
 */
import type { ProgressUnit } from '@gradio-stream/client/internal/run/run-event'
import type { RunState } from '@gradio-stream/client/internal/run/run-state'
import { stepsPerSecond, trackRate } from './progress-rate.ts'
import type { RateTrack } from './progress-rate.ts'

/** What is kept of a run from one state to the next. */
export interface Estimates {
  readonly state: RunState | null
  /** When the run begins (while it waits) or ends by the app's own estimate, epoch milliseconds. */
  readonly toldAt: number | null
  /** The same, from observations of this run. */
  readonly seenAt: number | null
  /** One per level of progress, outermost first. */
  readonly tracks: readonly (RateTrack | null)[]
}

export const NO_ESTIMATES: Estimates = { state: null, toldAt: null, seenAt: null, tracks: [] }

// An estimate from the completed share is shown only from this share on.
const GUESS_FROM_FRACTION = 0.1
const GUESS_FROM_MS = 3000
// An estimate that changes by less is kept, so that the countdown does not jump.
const STEADY_SHARE = 0.15
const STEADY_MS = 2000

/** Adds a state that was first seen at `at`. */
export function followEstimates(kept: Estimates, state: RunState, at: number): Estimates {
  if (kept.state === state) return kept
  const before = kept.state !== null && kept.state.status === state.status && startOf(kept.state) === startOf(state) ? kept : NO_ESTIMATES
  if (state.status === 'queued') {
    const toldAt = state.etaMs === null ? null : steady(before.toldAt, state.estimatedAt + state.etaMs, at)
    return { state, toldAt, seenAt: null, tracks: [] }
  }
  if (state.status !== 'running') return { ...NO_ESTIMATES, state }
  const isNews = before.state?.status !== 'running' || before.state.progress !== state.progress
  if (!isNews) return { ...before, state, toldAt: toldEnd() }
  const tracks = state.progress.map((unit, level) => trackRate(before.tracks[level] ?? null, unit, at))
  const guess = endByRate(tracks, at) ?? endByShare(state.progress, state.runningAt, at)
  return { state, toldAt: toldEnd(), seenAt: guess === null ? null : steady(before.seenAt, guess, at), tracks }

  function toldEnd(): number | null {
    return state.status === 'running' && state.etaMs !== null ? state.runningAt + state.etaMs : null
  }
}

/** Milliseconds left at `now`; `null` when unknown, 0 or less when the estimate has passed. */
export function leftMs({ toldAt, seenAt, tracks }: Estimates, now: number): number | null {
  // A measured pace of this run is better than the app's average of other runs. A share alone is worse, until that
  // average has passed.
  const isMeasured = tracks.length === 1 && stepsPerSecond(tracks[0] ?? null, now) !== null
  if (toldAt === null || (isMeasured && seenAt !== null)) return seenAt === null ? null : seenAt - now
  return toldAt > now ? toldAt - now : (seenAt ?? toldAt) - now
}

function startOf(state: RunState): number | null {
  return state.status === 'idle' ? null : state.startedAt
}

function steady(before: number | null, after: number, at: number): number {
  if (before === null || before <= at) return after
  return Math.abs(after - before) <= Math.max(STEADY_MS, (before - at) * STEADY_SHARE) ? before : after
}

/** Only for a single level: the pace of an outer level depends on the one within. */
function endByRate(tracks: readonly (RateTrack | null)[], at: number): number | null {
  const [track] = tracks
  if (tracks.length !== 1 || !track?.unit.length) return null
  const rate = stepsPerSecond(track, at)
  return rate === null ? null : at + (Math.max(0, track.unit.length - track.lastIndex) / rate) * 1000
}

function endByShare(progress: readonly ProgressUnit[], runningAt: number, at: number): number | null {
  const ranMs = at - runningAt
  const fraction = shareDone(progress)
  if (fraction === null || fraction < GUESS_FROM_FRACTION || ranMs < GUESS_FROM_MS) return null
  return at + (ranMs / fraction) * (1 - fraction)
}

/**
 * In nested loops the outer count is of begun steps (as Gradio counts): the inner level tells how much of the present
 * step is done.
 */
function shareDone([outer, ...inner]: readonly ProgressUnit[]): number | null {
  if (!outer) return null
  const { index, length, fraction } = outer
  if (inner.length === 0 || index === null || !length) return fraction
  return (Math.max(0, index - 1) + (shareDone(inner) ?? 0)) / length
}
