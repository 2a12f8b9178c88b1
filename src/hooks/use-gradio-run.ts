/** Reads one run, or a part of it, and renders for nothing else. */
'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { idleConnection } from '@gradio-stream/client/internal/connection/connection-state'
import { IDLE } from '@gradio-stream/client/internal/run/run-state'
import type { Run, RunSnapshot } from '@gradio-stream/client/internal/run/run'

const NO_RUN: RunSnapshot = { state: IDLE, connection: idleConnection('direct') }
const subscribeToNothing = (): (() => void) => () => {}
const whole = (snapshot: RunSnapshot): RunSnapshot => snapshot

/** The run's snapshot; `idle` without a run. Renders at most once per frame. */
export function useGradioRun(run: Run | null): RunSnapshot
/**
 * What `select` picks from the run's snapshot. Renders only when the picked value changes.
 *
 * @param isEqual - when two picked values are the same. @defaultValue Object.is
 */
export function useGradioRun<Selected>(
  run: Run | null,
  select: (snapshot: RunSnapshot) => Selected,
  isEqual?: (a: Selected, b: Selected) => boolean,
): Selected
export function useGradioRun(
  run: Run | null,
  select: (snapshot: RunSnapshot) => unknown = whole,
  isEqual: (a: unknown, b: unknown) => boolean = Object.is,
): unknown {
  const subscribe = useMemo(() => (run ? (listener: () => void) => run.subscribe(listener) : subscribeToNothing), [run])
  const [getSelected, getServerSelected] = useMemo(() => {
    const readRun = reader(select, isEqual)
    const readNothing = reader(select, isEqual)
    return [() => readRun(run?.getSnapshot() ?? NO_RUN), () => readNothing(NO_RUN)]
  }, [run, select, isEqual])
  return useSyncExternalStore(subscribe, getSelected, getServerSelected)
}

/** One result per snapshot: a selector that makes a new object each time would otherwise render endlessly. */
function reader(
  select: (snapshot: RunSnapshot) => unknown,
  isEqual: (a: unknown, b: unknown) => boolean,
): (snapshot: RunSnapshot) => unknown {
  let last: { readonly snapshot: RunSnapshot; readonly selected: unknown } | undefined
  return (snapshot) => {
    if (last?.snapshot === snapshot) return last.selected
    const selected = select(snapshot)
    last = { snapshot, selected: last && isEqual(last.selected, selected) ? last.selected : selected }
    return last.selected
  }
}
