/**
 * `use-sync-external-store/shim/with-selector` for the tests on React 18: the package is CommonJS and would bring React 19, which
 * lies beside it, into the same page. An app has one React, and needs none of this.
 */
import { useMemo, useSyncExternalStore } from 'react'

/** As in the package: the selection stays the same object while it is equal to the one before. */
export function useSyncExternalStoreWithSelector<Snapshot, Selection>(
  subscribe: (notify: () => void) => () => void,
  getSnapshot: () => Snapshot,
  getServerSnapshot: (() => Snapshot) | null | undefined,
  selector: (snapshot: Snapshot) => Selection,
  isEqual: (one: Selection, other: Selection) => boolean = Object.is,
): Selection {
  const getSelection = useMemo(() => createSelection(getSnapshot, selector, isEqual), [getSnapshot, selector, isEqual])
  return useSyncExternalStore(subscribe, getSelection, getServerSnapshot ? () => selector(getServerSnapshot()) : getSelection)
}

function createSelection<Snapshot, Selection>(
  getSnapshot: () => Snapshot,
  selector: (snapshot: Snapshot) => Selection,
  isEqual: (one: Selection, other: Selection) => boolean,
): () => Selection {
  let before: { snapshot: Snapshot; selection: Selection } | null = null
  return () => {
    const snapshot = getSnapshot()
    if (before && Object.is(before.snapshot, snapshot)) return before.selection
    const next = selector(snapshot)
    const selection = before && isEqual(before.selection, next) ? before.selection : next
    before = { snapshot, selection }
    return selection
  }
}
