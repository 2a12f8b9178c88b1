/**
 * One service for every runtime: `/client` runs the client here, all else is a relay. Made on the first request, never
 * with the module.
 */
import { GradioClient } from '../../src/client/index.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import { checkClient } from './checks.ts'

/** Where the relay is, in every runtime. */
export const BASE_PATH = '/relay'

// A client may be made with the module: it asks for nothing before it is used.
const early = new GradioClient({ backendUrl: null })

type Relay = ReturnType<typeof createGradioRelay>
type RelayOptions = Parameters<typeof createGradioRelay>[0]

/** Answers `/client?app=…&backendUrl=…` with the facts as JSON. */
export async function answerClient(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const place = { app: searchParams.get('app') ?? '', backendUrl: searchParams.get('backendUrl') }
  const made = { what: 'makes a client with the module', holds: early instanceof GradioClient, seen: typeof early }
  return Response.json([made, ...(await checkClient(GradioClient, place))])
}

/** The relay these tests want, in front of every app of this machine. */
export function makeRelay(options: Partial<RelayOptions> = {}): Relay {
  return createGradioRelay({ allow: () => true, fetch: (input, init) => fetch(input, init), basePath: BASE_PATH, sse: true, ...options })
}
