/** Discovery of an app: a query against the provider's `backendUrl`. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { GradioStreamError } from '../core/errors.ts'
import type { AppDescription } from '../core/protocol/app-description.ts'
import { DISCOVERY_STALE_TIME_MS, discoveryQuery } from './discovery-query.ts'
import { useGradioEnvironment } from './gradio-environment.ts'

/** Options of {@link useGradioDiscovery}, with React Query's meaning. */
export interface UseGradioDiscoveryOptions {
  /** @defaultValue true */
  enabled?: boolean
  /** Milliseconds. @defaultValue 300000 */
  staleTime?: number
}

/**
 * What an app is and which endpoints it has. One request for all components that ask for the same app; errors that
 * another attempt can mend are retried twice; a Space that sleeps is woken and waited for, which `useGradioAppState` tells; a window that gets the focus does not ask again.
 *
 * @param app - base URL of a Gradio app, a Space as `owner/space`, or a name from the relay's configuration
 */
export function useGradioDiscovery(
  app: string,
  { enabled = true, staleTime = DISCOVERY_STALE_TIME_MS }: UseGradioDiscoveryOptions = {},
): UseQueryResult<AppDescription, GradioStreamError> {
  const environment = useGradioEnvironment()
  return useQuery<AppDescription, GradioStreamError>({ ...discoveryQuery(environment, app), enabled, staleTime }, environment.queryClient)
}
