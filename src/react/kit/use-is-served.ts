/** Whether this is drawn by a server, or by a page that takes over what a server has drawn. */
import { useSyncExternalStore } from 'react'

const never = (): (() => void) => () => undefined

/** True on a server and while a page hydrates; then what only a browser knows may be drawn. */
export function useIsServed(): boolean {
  return useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
}
