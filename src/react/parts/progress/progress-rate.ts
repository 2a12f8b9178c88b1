/** The pace of one level of progress, from observations: smoothed, and unknown until it is meaningful. Pure. */
import type { ProgressUnit } from '@gradio-stream/client/internal/run/run-event'

/** The observations of one level. A new object only with a new observation. */
export interface RateTrack {
  readonly unit: ProgressUnit
  /** When the first count was seen, epoch milliseconds. */
  readonly firstAt: number
  readonly firstIndex: number
  readonly lastAt: number
  readonly lastIndex: number
  /** Smoothed time per step; `null` before there are two counts. */
  readonly stepMs: number | null
}

// A rate of two steps, or of half a second, is chance.
const MEANINGFUL_STEPS = 3
const MEANINGFUL_MS = 2000
// Half of the weight is on this many last milliseconds: a steady number that still follows changes.
const HALF_LIFE_MS = 4000
// A level without a step for this many steps' time, and longer than a pause, has no pace.
const STALLED_STEPS = 5
const STALLED_MS = 10_000

/** Adds a level seen at `at`. A level that restarts, or counts something else, is a new one. */
export function trackRate(track: RateTrack | null, unit: ProgressUnit, at: number): RateTrack | null {
  const { index } = unit
  if (index === null) return null
  if (track === null || index < track.lastIndex || isAnother(track.unit, unit)) {
    return { unit, firstAt: at, firstIndex: index, lastAt: at, lastIndex: index, stepMs: null }
  }
  const steps = index - track.lastIndex
  const tookMs = at - track.lastAt
  if (steps === 0 || tookMs <= 0) return track
  const seenMs = tookMs / steps
  // Weighted by time, not by message: frequent reports do not count more.
  const weight = 1 - 0.5 ** (tookMs / HALF_LIFE_MS)
  const stepMs = track.stepMs === null ? seenMs : track.stepMs + (seenMs - track.stepMs) * Math.max(weight, 1 / (index - track.firstIndex))
  return { ...track, unit, lastAt: at, lastIndex: index, stepMs }
}

/** Steps per second at `now`; `null` with too few observations, or if it has stopped. */
export function stepsPerSecond(track: RateTrack | null, now: number): number | null {
  if (!track || track.stepMs === null || track.stepMs <= 0) return null
  if (track.lastIndex - track.firstIndex < MEANINGFUL_STEPS || track.lastAt - track.firstAt < MEANINGFUL_MS) return null
  const silentMs = now - track.lastAt
  if (silentMs > STALLED_MS && silentMs > STALLED_STEPS * track.stepMs) return null
  return 1000 / track.stepMs
}

function isAnother(before: ProgressUnit, after: ProgressUnit): boolean {
  return before.unit !== after.unit || before.length !== after.length || before.description !== after.description
}
