/** Paces and estimates: what is said of a run's speed and its end, from what was seen. */
import { describe, expect, it } from 'vitest'
import type { ProgressUnit } from '../../../src/client/run/run-event.ts'
import type { RunState } from '../../../src/client/run/run-state.ts'
import { followEstimates, leftMs, NO_ESTIMATES } from '../../../src/react/parts/progress/estimates.ts'
import type { Estimates } from '../../../src/react/parts/progress/estimates.ts'
import { stepsPerSecond, trackRate } from '../../../src/react/parts/progress/progress-rate.ts'
import type { RateTrack } from '../../../src/react/parts/progress/progress-rate.ts'
import { NOW } from '../../../stories/fixtures.ts'
import { counted, running } from '../../../stories/states.ts'

/** Sees a level at each of these [milliseconds, index]. */
function see(counts: readonly [number, number][], unit: Partial<ProgressUnit> = {}, from: RateTrack | null = null): RateTrack | null {
  return counts.reduce<RateTrack | null>((track, [at, index]) => trackRate(track, { ...counted(index, 80, null, 'it'), ...unit }, at), from)
}
const even = (count: number, stepMs: number): [number, number][] => Array.from({ length: count }, (_, index) => [index * stepMs, index])

describe('pace', () => {
  it('is silent until three steps and two seconds were seen', () => {
    expect(stepsPerSecond(see(even(3, 5000)), 10_000)).toBeNull()
    expect(stepsPerSecond(see(even(10, 100)), 900)).toBeNull()
    expect(stepsPerSecond(see(even(10, 300)), 2700)).toBeCloseTo(1000 / 300)
  })

  it('counts from the step it was first seen at', () => {
    expect(stepsPerSecond(see(even(10, 500).map(([at, index]) => [at, index + 40])), 4500)).toBeCloseTo(2)
  })

  it('follows a change without jumping', () => {
    const track = see(even(21, 500))
    const slower = see([[12_000, 21]], {}, track)
    const rate = stepsPerSecond(slower, 12_000) ?? 0
    expect(rate).toBeLessThan(2)
    expect(rate).toBeGreaterThan(1)
  })

  it('does not believe an app sooner that reports more often', () => {
    const often = stepsPerSecond(see(even(41, 250)), 10_000)
    const seldom = stepsPerSecond(see(even(11, 1000).map(([at, index]) => [at, index * 4])), 10_000)
    expect(often).toBeCloseTo(seldom ?? 0)
  })

  it('begins anew when the count goes back or is of something else', () => {
    const track = see(even(10, 500))
    expect(stepsPerSecond(see([[5000, 0]], {}, track), 5000)).toBeNull()
    expect(stepsPerSecond(see([[5000, 12]], { unit: 'pages' }, track), 5000)).toBeNull()
    expect(see([[5000, 12]], { index: null }, track)).toBeNull()
  })

  it('is silent once the run stands still', () => {
    const track = see(even(10, 500))
    expect(stepsPerSecond(track, 12_000)).toBeCloseTo(2)
    expect(stepsPerSecond(track, 20_000)).toBeNull()
  })
})

describe('estimate', () => {
  const queued = (etaMs: number | null, estimatedAt: number): RunState => ({
    status: 'queued',
    sequence: 1,
    startedAt: NOW,
    logs: [],
    droppedLogCount: 0,
    invalidMessageCount: 0,
    eventId: 'e',
    position: 2,
    queueSize: 3,
    etaMs,
    estimatedAt,
  })
  const followAll = (seen: readonly [RunState, number][]): Estimates =>
    seen.reduce((kept, [state, at]) => followEstimates(kept, state, at), NO_ESTIMATES)

  it('counts on through a new one that says nearly the same', () => {
    const kept = followAll([
      [queued(40_000, NOW), NOW],
      [queued(37_000, NOW + 5000), NOW + 5000],
    ])
    expect(leftMs(kept, NOW + 5000)).toBe(35_000)
  })

  it('takes over one that says something else, or comes after the last has passed', () => {
    const longer = followAll([
      [queued(40_000, NOW), NOW],
      [queued(90_000, NOW + 5000), NOW + 5000],
    ])
    expect(leftMs(longer, NOW + 5000)).toBe(90_000)
    const late = followAll([
      [queued(4000, NOW), NOW],
      [queued(1000, NOW + 5000), NOW + 5000],
    ])
    expect(leftMs(late, NOW + 5000)).toBe(1000)
  })

  it('is 0 or less once it has passed', () => {
    expect(leftMs(followAll([[queued(4000, NOW), NOW]]), NOW + 6000)).toBe(-2000)
  })

  it('goes by the pace of the run rather than by the average of others', () => {
    const seen = even(11, 500).map(([at, index]): [RunState, number] => [
      { ...running(0), progress: [counted(index, 80, null, 'it')], etaMs: 90_000 } as RunState,
      NOW + at,
    ])
    expect(leftMs(followAll(seen), NOW + 5000)).toBeCloseTo(35_000, -3)
  })

  it('counts down evenly between two messages', () => {
    const state = running(10, { progress: [counted(5, 10)] })
    const kept = followAll([[state, NOW]])
    expect(leftMs(kept, NOW)).toBe(10_000)
    expect(leftMs(kept, NOW + 3000)).toBe(7000)
    expect(followEstimates(kept, state, NOW + 3000)).toBe(kept)
  })
})
