/** Whether a page has several processes: each announcement then begins with the name of its process. */
import { useEffect, useSyncExternalStore } from 'react'

let count = 0
const listeners = new Set<() => void>()

function change(by: number): void {
  count += by
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Counts its process, and returns whether there are more. */
export function useIsOneOfSeveral(): boolean {
  useEffect(() => {
    change(1)
    return () => change(-1)
  }, [])
  return useSyncExternalStore(
    subscribe,
    () => count > 1,
    () => false,
  )
}
