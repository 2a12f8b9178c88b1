/** Discovery that suspends: for pages with a `<Suspense>` around what needs the app. */
'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import type { UseSuspenseQueryResult } from '@tanstack/react-query'
import { checkNames } from '@gradio-stream/client/internal/check-options'
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { DISCOVERY_STALE_TIME_MS, discoveryQuery } from './discovery-query.ts'
import { useGradioEnvironment } from './gradio-environment.ts'
import { OF_CLIENT, OF_PROVIDER } from './option-names.ts'
import type { UseGradioDiscoveryOptions } from './use-gradio-discovery.ts'

const NAMES = { staleTime: true }

/**
 * As `useGradioDiscovery`, but suspends until the app is known, so that `data` is always there. An error is thrown to
 * the nearest error boundary. Needs a `GradioProvider` or `QueryClientProvider` above the `<Suspense>`. With
 * `prefetchDiscovery` it does not suspend on the server or while hydrating.
 *
 * @param app - as for `useGradioDiscovery`
 * @example
 * ```tsx
 * const { data } = useSuspenseGradioDiscovery('https://owner-space.hf.space')
 * return <ul>{data.endpoints.map(({ name }) => <li key={name}>{name}</li>)}</ul>
 * ```
 */
export function useSuspenseGradioDiscovery(
  app: string,
  options: Pick<UseGradioDiscoveryOptions, 'staleTime'> = {},
): UseSuspenseQueryResult<AppDescription, GradioStreamError> {
  checkNames(options, NAMES, { owner: 'useSuspenseGradioDiscovery', others: [OF_CLIENT, OF_PROVIDER] })
  const { staleTime = DISCOVERY_STALE_TIME_MS } = options
  const environment = useGradioEnvironment()
  // Errors go to the boundary.
  const { throwOnError: _throwOnError, ...query } = discoveryQuery(environment, app)
  return useSuspenseQuery<AppDescription, GradioStreamError>({ ...query, staleTime }, environment.queryClient)
}
