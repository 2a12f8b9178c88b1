/**
 * Stands in for `use-sync-external-store` in the project that tests with React 18. The package is CommonJS and would fetch the React 19
 * of this repository by itself; on a page with one React there is nothing to stand in for.
 */
import { useMemo, useSyncExternalStore } from 'react'

export { useSyncExternalStore }

/** As the package's: a snapshot's selection, kept while it is equal. */
export function useSyncExternalStoreWithSelector<Snapshot, Selection>(
  subscribe: (listener: () => void) => () => void,
  getSnapshot: () => Snapshot,
  _getServerSnapshot: (() => Snapshot) | null | undefined,
  selector: (snapshot: Snapshot) => Selection,
): Selection {
  const read = useMemo(() => selectOnce(getSnapshot, selector), [getSnapshot, selector])
  return useSyncExternalStore(subscribe, read, read)
}

function selectOnce<Snapshot, Selection>(getSnapshot: () => Snapshot, selector: (snapshot: Snapshot) => Selection): () => Selection {
  let last: { snapshot: Snapshot; selection: Selection } | null = null
  return () => {
    const snapshot = getSnapshot()
    if (last === null || last.snapshot !== snapshot) last = { snapshot, selection: selector(snapshot) }
    return last.selection
  }
}
