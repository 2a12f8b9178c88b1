/** The fields of an endpoint while they come. */
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { EndpointDescription } from '../../core/protocol/app-description.ts'
import { loaderOf } from './find-input.ts'
import type { InputRegistry } from './input-kind.ts'

/** Loads those that are missing, and draws anew with each that comes: `findInput` has it then. */
export function useInputs(endpoint: EndpointDescription, own: InputRegistry | null): void {
  const loaders = useMemo(
    () => [...new Set(endpoint.parameters.map(({ component }) => loaderOf(own, component)))].filter((late) => late !== null),
    [endpoint, own],
  )
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = loaders.map((late) => late.subscribe(listener))
      return () => stops.forEach((stop) => stop())
    },
    [loaders],
  )
  const read = (): string => loaders.map((late) => (late.getState().code ? 'there' : late.getState().error ? 'failed' : 'coming')).join()
  useSyncExternalStore(subscribe, read, read)
  useEffect(() => {
    for (const late of loaders) if (late.getState().error === null) void late.load()
  }, [loaders])
}
