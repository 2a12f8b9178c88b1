/** A box with the value of the last commit, for callbacks that outlive a render. */
import { useInsertionEffect, useRef } from 'react'

/** Filled before any other effect of the same commit runs. Not to be read while rendering. */
export function useLatest<Value>(value: Value): { readonly current: Value } {
  const box = useRef(value)
  useInsertionEffect(() => {
    box.current = value
  })
  return box
}
