/** A ref with the value of the last commit, for callbacks that outlive a render. */
import { useInsertionEffect, useRef } from 'react'

/** Set before any other effect of the same commit runs. Do not read it during rendering. */
export function useLatest<Value>(value: Value): { readonly current: Value } {
  const box = useRef(value)
  useInsertionEffect(() => {
    box.current = value
  })
  return box
}
