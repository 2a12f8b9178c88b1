/** What draws outputs, loaded once for the whole page: ahead of the first run, when the page is idle, or else with it. */
import { useEffect, useSyncExternalStore } from 'react'
import type * as outputList from './output-list.tsx'

type Code = typeof outputList

let code: Code | null = null
let loading: Promise<void> | null = null
const listeners = new Set<() => void>()

/** Loads it now; resolves when it is there, or could not be loaded, which the next output tries again. */
export function loadOutputList(): Promise<void> {
  loading ??= import('./output-list.tsx').then(
    (loaded) => {
      code = loaded
      for (const listener of listeners) listener()
      return undefined
    },
    () => {
      loading = null
    },
  )
  return loading
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** `null` until it is there. `isWanted`: there is an endpoint, so there will be a result. */
export function useOutputList(isWanted: boolean): Code | null {
  const current = useSyncExternalStore(
    subscribe,
    () => code,
    () => null,
  )
  useEffect(() => {
    if (!isWanted || code !== null) return undefined
    // The form comes first.
    const timer = setTimeout(() => void loadOutputList(), 0)
    return () => clearTimeout(timer)
  }, [isWanted])
  return current
}
