/**
 * A page that was given an app by its server: a relay at an inner address, asked by the server, and what the server
 * hands on.
 */
import { dehydrate, HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { DehydratedState } from '@tanstack/react-query'
import { Suspense } from 'react'
import type { ReactElement } from 'react'
import { GradioProvider, useGradioDiscovery, useGradioStream, useSuspenseGradioDiscovery } from '../../src/hooks/index.ts'
import { prefetchDiscovery } from '../../src/hooks/prefetch-discovery.ts'
import type { PrefetchDiscoveryOptions } from '../../src/hooks/prefetch-discovery.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import { APP_URL, CONFIG, createFakeApp, INFO } from '../relay/fake-upstream-app.ts'

export const PAGE = 'https://shop.test'
export const BACKEND = '/api/experimental/sse'
export const INNER = 'http://relay.internal:3000/api/experimental/sse'

/** Asks for the app as a server does; gives what goes to the page, and the addresses that were asked. */
export async function prefetch(
  options: Partial<PrefetchDiscoveryOptions> = {},
  /** What a gateway before the relay answers in its place, by the end of the address. */
  gateway: Readonly<Record<string, () => Response>> = {},
): Promise<{ state: DehydratedState; asked: string[] }> {
  const app = createFakeApp()
  app.answer('/config', () => Response.json(CONFIG))
  app.answer('/info', () => Response.json(INFO))
  const relay = createGradioRelay({ apps: { demo: APP_URL }, sse: true, fetch: app.fetch })
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    const request = new Request(input, init)
    asked.push(request.url)
    const own = Object.entries(gateway).find(([end]) => request.url.endsWith(end))
    return own ? Promise.resolve(own[1]()) : relay.fetch(request)
  }
  const queryClient = new QueryClient()
  await prefetchDiscovery(queryClient, 'demo', { backendUrl: BACKEND, serverUrl: INNER, pageUrl: PAGE, fetch, ...options })
  return { state: dehydrate(queryClient), asked }
}

function Names(): ReactElement {
  const { data } = useSuspenseGradioDiscovery('demo')
  const { endpoint } = useGradioStream({ app: 'demo', endpoint: '/echo' })
  return <p>{[...data.endpoints.map(({ name }) => name), endpoint?.name].join()}</p>
}

function Status(): ReactElement {
  return <i>{useGradioDiscovery('demo').status}</i>
}

/** The page; `fetch` is its network. */
export function Page({ state, fetch }: { state: DehydratedState; fetch: typeof globalThis.fetch }): ReactElement {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <HydrationBoundary state={state}>
        <GradioProvider backendUrl={BACKEND} fetch={fetch}>
          <Status />
          <Suspense fallback={<b>asking</b>}>
            <Names />
          </Suspense>
        </GradioProvider>
      </HydrationBoundary>
    </QueryClientProvider>
  )
}
