/** Whether a page holds several processes: what is said of one then begins with its name. */
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

/** Counts the process it is called for, and says whether there are more. */
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
