/** How fast one level of progress goes, from what was seen of it: smoothed, and silent until it means something. Pure. */
import type { ProgressUnit } from '../../core/run/run-event.ts'

/** What was seen of one level; a new object only when something new was. */
export interface RateTrack {
  readonly unit: ProgressUnit
  /** When counting was first seen, epoch milliseconds. */
  readonly firstAt: number
  readonly firstIndex: number
  readonly lastAt: number
  readonly lastIndex: number
  /** Smoothed time for one step; `null` before there are two counts. */
  readonly stepMs: number | null
}

// A rate of two steps or of half a second is chance.
const MEANINGFUL_STEPS = 3
const MEANINGFUL_MS = 2000
// Half of what is known of the pace is of the last so many milliseconds: an even figure that still follows a change.
const HALF_LIFE_MS = 4000
// What stands still for this many steps, and for longer than a pause, has no pace to speak of.
const STALLED_STEPS = 5
const STALLED_MS = 10_000

/** Takes note of a level at `at`. A level that starts anew, or counts something else, is a new one. */
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
  // Weighted by time, not by message: an app that reports more often is not believed sooner.
  const weight = 1 - 0.5 ** (tookMs / HALF_LIFE_MS)
  const stepMs = track.stepMs === null ? seenMs : track.stepMs + (seenMs - track.stepMs) * Math.max(weight, 1 / (index - track.firstIndex))
  return { ...track, unit, lastAt: at, lastIndex: index, stepMs }
}

/** Steps per second at `now`; `null` while too little was seen, or since it stands still. */
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
