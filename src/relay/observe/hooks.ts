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

/** A listener for each hook that is there: one that fails is told to `onError` among the others. */
export function hookListeners({ onRunStart, onRunEnd, onRefusal, onReconnect, onError }: RelayHooks): RelayListener[] {
  return [
    (event) => (event.kind === 'run-start' ? onRunStart?.(event.start) : undefined),
    (event) => (event.kind === 'run-end' ? onRunEnd?.(event.end) : undefined),
    (event) => (event.kind === 'refusal' ? onRefusal?.(event.refusal) : undefined),
    (event) => (event.kind === 'reconnect' ? onReconnect?.(event.reconnect) : undefined),
    (event) => (event.kind === 'error' ? onError(event.error) : undefined),
  ]
}
