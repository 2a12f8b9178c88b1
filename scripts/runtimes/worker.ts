/**
 * The service as a Cloudflare Worker: the relay lives in a Durable Object, as docs/runtimes.md says. `/bare` tries it
 * without one.
 */
import { answerClient, BASE_PATH, makeRelay } from './service.ts'

type RelayOptions = NonNullable<Parameters<typeof makeRelay>[0]>
type State = NonNullable<RelayOptions['durableObject']>
interface Environment {
  RELAY: { idFromName(name: string): unknown; get(id: unknown): { fetch(request: Request): Promise<Response> } }
}

/** The relay, for as long as its object lives. */
export class Relay {
  readonly #relay: ReturnType<typeof makeRelay>

  constructor(state: State) {
    this.#relay = makeRelay({ durableObject: state })
  }

  fetch(request: Request): Promise<Response> {
    return this.#relay.fetch(request)
  }
}

export default {
  async fetch(request: Request, { RELAY }: Environment): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/client') return answerClient(request)
    if (pathname.startsWith(BASE_PATH)) return RELAY.get(RELAY.idFromName('relay')).fetch(request)
    try {
      makeRelay()
      return new Response('made')
    } catch (error) {
      return new Response(String(error))
    }
  },
}
