/** Discovery as a query: its key, how it is asked, how long it is good. Shared by the hook and by `submit`. */
import type { GradioStreamError } from '../core/errors.ts'
import type { AppDescription } from '../core/protocol/app-description.ts'
import type { GradioEnvironment } from './gradio-environment.ts'
import { gradioKeys } from './query-keys.ts'
import { toStreamError } from './to-stream-error.ts'

/** How long a discovery is taken for true. */
export const DISCOVERY_STALE_TIME_MS = 5 * 60_000
const RETRY_LIMIT = 2

/** What both `useQuery` and `fetchQuery` take. */
export interface DiscoveryQuery {
  queryKey: ReturnType<typeof gradioKeys.discovery>
  queryFn(context: { readonly signal: AbortSignal }): Promise<AppDescription>
  staleTime: number
  retry(failureCount: number, error: GradioStreamError): boolean
  refetchOnWindowFocus: boolean
  throwOnError: boolean
}

/** Options of the discovery query. The delay between attempts is left to the `QueryClient`. */
export function discoveryQuery(environment: Pick<GradioEnvironment, 'client' | 'backendUrl'>, app: string): DiscoveryQuery {
  return {
    queryKey: gradioKeys.discovery(environment.backendUrl, app),
    async queryFn(context) {
      // Who reads the signal has its request aborted when the last reader goes, and StrictMode makes the first one go and
      // come within one task: read it after that, so that a mount is one request.
      await Promise.resolve()
      const { signal } = context
      try {
        return await environment.client.discover(app, { signal })
      } catch (cause) {
        throw toStreamError(cause, 'discovery-failed', `Asking for ${app}`)
      }
    },
    staleTime: DISCOVERY_STALE_TIME_MS,
    retry: (failureCount, error) => failureCount < RETRY_LIMIT && error.isRetryable,
    refetchOnWindowFocus: false,
    throwOnError: false,
  }
}
