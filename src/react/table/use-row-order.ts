/**
 * Keeps rows ordered by the chosen column while rows come: small tables at once, large ones in pieces between frames.
 */
import { useEffect, useMemo, useRef, useState } from 'react'
import { createRowSorter } from './row-sorter.ts'
import type { RowSorter } from './row-sorter.ts'
import { sortAtOnce, sortSteps } from './sort-rows.ts'
import type { Sorting } from './sort-rows.ts'

type Rows = readonly (readonly unknown[])[]

const AT_ONCE = 2000

/** The order in which rows are shown. */
export interface RowOrder {
  /**
   * Index of each shown row among the given rows; `null` is their own order. Rows beyond it stand at the end as they
   * came.
   */
  readonly order: Uint32Array | null
  /** A newer order is being computed. */
  readonly isSorting: boolean
}

/** The order by the chosen column. While a large table is sorted, the last order stays. */
export function useRowOrder(rows: Rows, sorting: Sorting | null, locale: string | undefined): RowOrder {
  const collator = useMemo(() => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }), [locale])
  const isLarge = rows.length > AT_ONCE
  const small = useMemo(
    () => (!isLarge && sorting ? sortAtOnce(sortSteps(rows, sorting, collator)) : null),
    [isLarge, rows, sorting, collator],
  )
  const [sorted, setSorted] = useState<{ order: Uint32Array; sorting: Sorting } | null>(null)
  const sorter = useRef<RowSorter | null>(null)

  useEffect(() => {
    if (!isLarge || !sorting) return undefined
    const made = createRowSorter({ sorting, collator, onSorted: (order) => setSorted({ order, sorting }) })
    sorter.current = made
    return () => {
      made.stop()
      sorter.current = null
    }
  }, [isLarge, sorting, collator])
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- a new sorter, made in the effect above, has to be fed too
  useEffect(() => sorter.current?.take(rows), [rows, isLarge, sorting, collator])

  if (!sorting || !isLarge) return { order: small, isSorting: false }
  const isUsable = sorted !== null && sorted.order.length <= rows.length
  const isBehind = sorted?.sorting !== sorting || sorted.order.length !== rows.length
  return { order: isUsable ? sorted.order : null, isSorting: isBehind }
}
