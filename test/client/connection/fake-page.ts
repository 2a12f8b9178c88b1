/** A page whose lifecycle the test controls. */
import type { PageEvent, PageLifecycle } from '../../../src/client/connection/page/page-lifecycle.ts'

export interface FakePage extends PageLifecycle {
  readonly watchers: number
  tell(event: PageEvent): void
}

export function createFakePage(): FakePage {
  const listeners = new Set<(event: PageEvent) => void>()
  let isOffline = false
  return {
    get isOffline() {
      return isOffline
    },
    get watchers() {
      return listeners.size
    },
    watch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell(event) {
      if (event === 'offline' || event === 'online') isOffline = event === 'offline'
      for (const listener of listeners) listener(event)
    },
  }
}
