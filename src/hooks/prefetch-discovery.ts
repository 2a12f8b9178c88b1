/**
 * Discovery on a server, for the `QueryClient` of a page that is rendered there. No hook: runs in server components
 * too.
 */
import type { QueryClient } from '@tanstack/react-query'
import { checkNames } from '@gradio-stream/client/internal/check-options'
import { GradioClient } from '@gradio-stream/client/internal/client'
import { CLIENT_OPTIONS } from '@gradio-stream/client/internal/client-options'
import type { GradioClientOptions } from '@gradio-stream/client/internal/client-options'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { AppDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { DEFAULT_BACKEND_URL } from '@gradio-stream/client/internal/protocol/relay-url'
import { DISCOVERY_STALE_TIME_MS } from './discovery-query.ts'
import { OF_PROVIDER } from './option-names.ts'
import type { NamesOf } from './option-names.ts'
import { gradioKeys } from './query-keys.ts'

/** Options of {@link prefetchDiscovery}: those of the client that asks, and where the page will find the relay. */
export interface PrefetchDiscoveryOptions extends Omit<GradioClientOptions, 'backendUrl'> {
  /**
   * `backendUrl` of the page's `GradioProvider`, word for word: it is part of the key. @defaultValue
   * `/api/experimental/sse`
   */
  backendUrl?: string | null
  /**
   * Absolute URL of the relay as this server reaches it, for example `http://relay.internal:3000/api/gradio`. It does
   * not reach the page. @defaultValue `backendUrl`, below `pageUrl`
   */
  serverUrl?: string
  /** Address of the page, for a relative `backendUrl`: `https://shop.example/captions`. @defaultValue none */
  pageUrl?: string
  /**
   * Longest wait of the page for the answer, in milliseconds. The page asks by itself after that. @defaultValue 3000
   */
  timeoutMs?: number
}

/** What only this function takes. */
const NAMES: NamesOf<Omit<PrefetchDiscoveryOptions, keyof GradioClientOptions>> = { serverUrl: true, pageUrl: true, timeoutMs: true }

/**
 * Asks for an app on the server and puts the description into a `QueryClient`, to be dehydrated for the page. Every
 * address in it is one that the page can reach. Resolves also if the app does not answer: the page then asks by itself.
 * Rejects with `options-invalid` if a relative `backendUrl` has no `pageUrl`, or for an option that does not exist.
 *
 * @param app - as given to `useGradioStream`
 * @example
 * ```tsx
 * const queryClient = new QueryClient()
 * await prefetchDiscovery(queryClient, 'keeper', { backendUrl: '/api/gradio', pageUrl: 'https://shop.example' })
 * return <HydrationBoundary state={dehydrate(queryClient)}>…</HydrationBoundary>
 * ```
 */
export async function prefetchDiscovery(queryClient: QueryClient, app: string, given: PrefetchDiscoveryOptions = {}): Promise<void> {
  checkNames(given, { ...CLIENT_OPTIONS, ...NAMES }, { owner: 'prefetchDiscovery', others: [OF_PROVIDER] })
  const { backendUrl = DEFAULT_BACKEND_URL, serverUrl, pageUrl, timeoutMs = 3000, ...options } = given
  const pageRelay = backendUrl === null ? null : absolute(backendUrl, pageUrl)
  const relay = backendUrl === null ? null : (serverUrl ?? pageRelay)
  const client = new GradioClient({ ...options, backendUrl: relay })
  const queryFn = async (): Promise<AppDescription> => {
    const description = await client.discover(app, { signal: AbortSignal.timeout(timeoutMs) })
    return relay === null || pageRelay === null ? description : movedTo(description, relay, pageRelay)
  }
  try {
    const queryKey = gradioKeys.discovery(backendUrl, app)
    await queryClient.prefetchQuery({ queryKey, queryFn, staleTime: DISCOVERY_STALE_TIME_MS, retry: false })
  } finally {
    client.close()
  }
}

function absolute(backendUrl: string, pageUrl: string | undefined): string {
  if (URL.canParse(backendUrl, pageUrl)) return trimmed(new URL(backendUrl, pageUrl).href)
  throw new GradioStreamError('options-invalid', {
    message: `prefetchDiscovery got the backendUrl "${backendUrl}" and ${pageUrl === undefined ? 'no pageUrl' : `the pageUrl "${pageUrl}"`}: a server has no page to resolve it against.`,
    hint: 'Give the address of the page as pageUrl, for example "https://shop.example".',
  })
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '')
}

/** The description with the relay's inner address replaced wherever it stands, also in texts. */
function movedTo(description: AppDescription, from: string, to: string): AppDescription {
  const inner = trimmed(from)
  if (inner === to) return description
  const moves: readonly (readonly [string, string])[] = [
    [inner, to],
    [new URL(inner).origin, new URL(to).origin],
  ]
  const move = (value: unknown): unknown => {
    if (typeof value === 'string') return moves.reduce((text, [before, after]) => text.replaceAll(before, after), value)
    if (Array.isArray(value)) return value.map(move)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, move(member)]))
  }
  // Only texts changed.
  return move(description) as AppDescription
}
