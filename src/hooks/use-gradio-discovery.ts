/** Discovery of an app: a query against the provider's `backendUrl`. */
'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { DISCOVERY_STALE_TIME_MS, discoveryQuery } from './discovery-query.ts'
import { useGradioEnvironment } from './gradio-environment.ts'
import { checkQueryOptions } from './option-names.ts'

/** Options of {@link useGradioDiscovery}, with React Query's meaning. */
export interface UseGradioDiscoveryOptions {
  /** @defaultValue true */
  enabled?: boolean
  /** Milliseconds. @defaultValue 300000 */
  staleTime?: number
}

/**
 * What an app is and which endpoints it has. One request for all components that ask for the same app. Retryable errors
 * are retried twice. A sleeping Space is woken and waited for; `useGradioAppState` reports that. A focused window does
 * not ask again.
 *
 * @param app - base URL of a Gradio app, a Space as `owner/space`, or a name from the relay's configuration
 */
export function useGradioDiscovery(
  app: string,
  options: UseGradioDiscoveryOptions = {},
): UseQueryResult<AppDescription, GradioStreamError> {
  checkQueryOptions(options, 'useGradioDiscovery')
  const { enabled = true, staleTime = DISCOVERY_STALE_TIME_MS } = options
  const environment = useGradioEnvironment()
  return useQuery<AppDescription, GradioStreamError>({ ...discoveryQuery(environment, app), enabled, staleTime }, environment.queryClient)
}
