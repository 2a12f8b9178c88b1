/** The slot of a component: found while rendering, held from commit to unmount. */
import { useEffect, useState } from 'react'
import type { UseGradioStreamOptions } from './gradio-stream.ts'
import { type RunRegistry, slotIdentity } from './run-registry.ts'
import type { RunSlot } from './run-slot.ts'
import { useLatest } from './use-latest.ts'

interface OpenSlot {
  readonly registry: RunRegistry
  readonly identity: string
  readonly slot: RunSlot
}

/** Another app, endpoint or key is another slot; the old one is left as on unmount. */
export function useRunSlot(registry: RunRegistry, { app, endpoint, runKey = null, onUnmount }: SlotOptions): RunSlot {
  const identity = slotIdentity(app, endpoint, runKey)
  const create = (): OpenSlot => ({ registry, identity, slot: registry.open(app, endpoint, runKey) })
  const [held, setHeld] = useState(create)
  let open = held
  if (held.registry !== registry || held.identity !== identity) {
    open = create()
    setHeld(open)
  }
  const { slot } = open
  const latestOnUnmount = useLatest(onUnmount)
  useEffect(() => {
    registry.retain(slot)
    return () => registry.release(slot, latestOnUnmount)
  }, [registry, slot, latestOnUnmount])
  return slot
}

interface SlotOptions extends Pick<UseGradioStreamOptions, 'app' | 'endpoint' | 'onUnmount'> {
  readonly runKey?: string | null | undefined
}
