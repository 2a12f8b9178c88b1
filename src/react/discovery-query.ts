/** Discovery as a query: its key, how it is asked, how long it is good. Shared by the hook and by `submit`. */
import type { GradioStreamError, GradioStreamErrorCode } from '../core/errors.ts'
import type { AppDescription } from '../core/protocol/app-description.ts'
import type { AppState } from '../core/spaces/app-state.ts'
import type { GradioEnvironment } from './gradio-environment.ts'
import { gradioKeys } from './query-keys.ts'
import { toStreamError } from './to-stream-error.ts'

/** How long a discovery is taken for true. */
export const DISCOVERY_STALE_TIME_MS = 5 * 60_000
const RETRY_LIMIT = 2
/** Asked again by a person only: such a discovery has waited for minutes, or somebody wanted it to end. */
const WAITED_ENOUGH: ReadonlySet<GradioStreamErrorCode> = new Set(['wake-timeout', 'aborted'])

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
export function discoveryQuery(environment: Pick<GradioEnvironment, 'client' | 'backendUrl' | 'queryClient'>, app: string): DiscoveryQuery {
  const tell = (state: AppState | null): void => {
    environment.queryClient.setQueryData(gradioKeys.appState(environment.backendUrl, app), state)
  }
  return {
    queryKey: gradioKeys.discovery(environment.backendUrl, app),
    async queryFn(context) {
      // Who reads the signal has its request aborted when the last reader goes, and StrictMode makes the first one go and
      // come within one task: read it after that, so that a mount is one request.
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
