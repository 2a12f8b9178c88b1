/** The remaining GPU time for runs of a ZeroGPU Space: a query at the Hub with the caller's token. */
'use client'

import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { ZeroGpuQuota } from '@gradio-stream/client/internal/spaces/zero-gpu-quota'
import { useGradioEnvironment } from './gradio-environment.ts'
import { checkQueryOptions } from './option-names.ts'
import { gradioKeys } from './query-keys.ts'

/** Options of {@link useZeroGpuQuota}. */
export interface UseZeroGpuQuotaOptions {
  /** @defaultValue true */
  enabled?: boolean
  /** How long an answer stays fresh, in milliseconds. @defaultValue 30000 */
  staleTime?: number
}

/**
 * The remaining GPU time of the account whose `hubToken` goes with the runs. `null` if it is unknown or does not
 * matter: an app that is not a Space on ZeroGPU, one behind a relay (whose own account pays), a client without
 * `hubToken`. Request it again with `refetch`, after a run.
 */
export function useZeroGpuQuota(
  app: AppDescription | undefined,
  options: UseZeroGpuQuotaOptions = {},
): UseQueryResult<ZeroGpuQuota | null> {
  checkQueryOptions(options, 'useZeroGpuQuota')
  const { enabled = true, staleTime = 30_000 } = options
  const { client, queryClient } = useGradioEnvironment()
  const query = {
    queryKey: gradioKeys.gpuQuota(app?.space ?? null),
    queryFn: async ({ signal }: { readonly signal: AbortSignal }) => (app ? client.zeroGpuQuota(app, { signal }) : null),
    enabled: enabled && client.canAskQuota(app),
    staleTime,
    retry: false,
    refetchOnWindowFocus: false,
    throwOnError: false,
  }
  return useQuery<ZeroGpuQuota | null>(query, queryClient)
}
