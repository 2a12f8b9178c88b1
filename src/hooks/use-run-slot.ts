/**
 * The slot of a component: found during rendering, held from commit to unmount. A hidden component (`<Activity>`, a
 * boundary that suspends again) is not unmounted: React undoes its effects, but insertion effects only when it is gone
 * for good (docs/decisions/028).
 */
import { useInsertionEffect, useRef, useState } from 'react'
import type { UseGradioStreamOptions } from './gradio-stream.ts'
import type { RunRegistry } from './run-registry.ts'
import type { RunSlot } from './run-slot.ts'
import { useLatest } from './use-latest.ts'

interface OpenSlot extends Required<Pick<SlotOptions, 'app' | 'endpoint'>> {
  readonly registry: RunRegistry
  readonly runKey: string | null
  readonly slot: RunSlot
}

/** Another app, endpoint or key is another slot; the old one is left as on unmount. */
export function useRunSlot(registry: RunRegistry, { app, endpoint: given, runKey = null, onUnmount }: SlotOptions): RunSlot {
  // A leading slash makes no difference.
  const endpoint = given.replace(/^\//, '')
  const create = (): OpenSlot => ({ registry, app, endpoint, runKey, slot: registry.open(app, given, runKey) })
  const [held, setHeld] = useState(create)
  let open = held
  if (held.registry !== registry || held.app !== app || held.endpoint !== endpoint || held.runKey !== runKey) {
    open = create()
    setHeld(open)
  }
  const { slot } = open
  const latestOnUnmount = useLatest(onUnmount)
  const shown = useRef<RunSlot | null>(null)
  useInsertionEffect(() => {
    const before = shown.current
    shown.current = slot
    registry.retain(slot)
    if (before !== null && before !== slot) registry.turn(before, slot)
    return () => registry.release(slot, latestOnUnmount)
  }, [registry, slot, latestOnUnmount])
  // After each commit, and after the effect above: what is submitted from now on was not part of a commit.
  useInsertionEffect(() => slot.see())
  return slot
}

interface SlotOptions extends Pick<UseGradioStreamOptions, 'app' | 'endpoint' | 'onUnmount'> {
  readonly runKey?: string | null | undefined
}
