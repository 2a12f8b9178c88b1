/**
 * Changes from one picture or sound to the next without a gap: the last one stays until the next can be shown. One is
 * loaded at a time, so that a fast stream of pictures shows some of them rather than none.
 */
import { useState } from 'react'

/** What to draw. */
export interface Swap {
  /** Shown now; `null` before the first one. */
  readonly shown: string | null
  /** Loaded behind it; `null` when nothing is loading. */
  readonly loading: string | null
  /** The wanted one cannot be shown. */
  readonly hasFailed: boolean
  readonly onReady: (url: string) => void
  readonly onFail: (url: string) => void
}

interface State {
  readonly shown: string | null
  readonly loading: string | null
  readonly failed: string | null
}

/** Follows the wanted address; `null` shows nothing. */
export function useSwap(wanted: string | null): Swap {
  const [state, setState] = useState<State>({ shown: null, loading: wanted, failed: null })
  const next = follow(state, wanted)
  // Set during rendering, so that no frame is drawn without it.
  if (next !== state) setState(next)
  return {
    shown: next.shown,
    loading: next.loading,
    hasFailed: wanted !== null && next.failed === wanted,
    onReady: (url) => setState((now) => (now.loading === url ? { shown: url, loading: null, failed: null } : now)),
    onFail: (url) =>
      setState((now) =>
        now.loading === url || now.shown === url ? { shown: now.shown === url ? null : now.shown, loading: null, failed: url } : now,
      ),
  }
}

function follow(state: State, wanted: string | null): State {
  if (wanted === null) return state.shown === null && state.loading === null ? state : { shown: null, loading: null, failed: null }
  const isDone = state.loading !== null || wanted === state.shown || wanted === state.failed
  return isDone ? state : { ...state, loading: wanted }
}
