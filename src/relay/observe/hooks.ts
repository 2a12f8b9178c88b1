/** Calls the hooks among the options with what they asked for. */
import type { RelayListener } from './relay-events.ts'
import type { OnReconnect, OnRefusal, OnRunEnd, OnRunStart } from './run-facts.ts'

export interface RelayHooks {
  readonly onRunStart: OnRunStart | null
  readonly onRunEnd: OnRunEnd | null
  readonly onRefusal: OnRefusal | null
  readonly onReconnect: OnReconnect | null
  /** May return a promise, as the others do. */
  readonly onError: (error: unknown) => unknown
}

/** Calls the hook for what happened, if there is one. What fails in it is told to `onError` among all listeners. */
export function hookListener(hooks: RelayHooks): RelayListener {
  return (event) => {
    if (event.kind === 'run-start') return hooks.onRunStart?.(event.start)
    if (event.kind === 'run-end') return hooks.onRunEnd?.(event.end)
    if (event.kind === 'refusal') return hooks.onRefusal?.(event.refusal)
    if (event.kind === 'reconnect') return hooks.onReconnect?.(event.reconnect)
    return event.kind === 'error' ? hooks.onError(event.error) : undefined
  }
}
