/** Discovery as a query: its key, its function, its time to live. Used by the hook and by `submit`. */
import type { GradioStreamError, GradioStreamErrorCode } from '@gradio-stream/client/internal/errors'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { AppState } from '@gradio-stream/client/internal/spaces/app-state'
import type { GradioEnvironment } from './gradio-environment.ts'
import { gradioKeys } from './query-keys.ts'
import { toStreamError } from './to-stream-error.ts'

/** How long a discovery stays fresh. */
export const DISCOVERY_STALE_TIME_MS = 5 * 60_000
const RETRY_LIMIT = 2
/** After these errors only a person asks again: the discovery waited for minutes, or was stopped on purpose. */
const WAITED_ENOUGH: ReadonlySet<GradioStreamErrorCode> = new Set(['wake-timeout', 'aborted'])

/** The options for `useQuery` and `fetchQuery`. */
export interface DiscoveryQuery {
  queryKey: ReturnType<typeof gradioKeys.discovery>
  queryFn(context: { readonly signal: AbortSignal }): Promise<AppDescription>
  staleTime: number
  retry(failureCount: number, error: GradioStreamError): boolean
  refetchOnWindowFocus: boolean
  throwOnError: boolean
}

/** Options of the discovery query. The delay between attempts is left to the `QueryClient`. */
export function discoveryQuery(environment: Pick<GradioEnvironment, 'client' | 'backendUrl' | 'queryClient'>, app: string): DiscoveryQuery {
  const tell = (state: AppState | null): void => {
    environment.queryClient.setQueryData(gradioKeys.appState(environment.backendUrl, app), state)
  }
  return {
    queryKey: gradioKeys.discovery(environment.backendUrl, app),
    async queryFn(context) {
      // A query that reads the signal is aborted when its last reader leaves, and StrictMode unmounts and mounts the
      // first one within one task. The signal is read after that, so that a mount is one request.
      await Promise.resolve()
      const { signal } = context
      tell(null)
      try {
        return await environment.client.discover(app, { signal, onState: tell })
      } catch (cause) {
        tell(null)
        throw toStreamError(cause, 'discovery-failed', `Asking for ${app}`)
      }
    },
    staleTime: DISCOVERY_STALE_TIME_MS,
    retry: (failureCount, error) => failureCount < RETRY_LIMIT && error.isRetryable && !WAITED_ENOUGH.has(error.code),
    refetchOnWindowFocus: false,
    throwOnError: false,
  }
}
