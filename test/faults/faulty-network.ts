/**
 * A network between a client and its server, as a `fetch`: it can answer itself, lose a request, and cut any body at
 * any byte. Rules decide what fails and when; the network itself counts nothing and waits for nothing.
 */

/**
 * The target of a request, as far as faults need it; `inputs`: the inputs that an app of the protocol `sse` has asked
 * for. Its join is its stream.
 */
export type Route = 'join' | 'data' | 'poll' | 'inputs' | 'other'

/** How a body ends that does not end by itself. */
export type Ending = 'reset' | 'end' | 'stall'

/** So many bytes of the piece still arrive, then this. */
export interface Cut {
  readonly keep: number
  readonly ending: Ending
}

/** What goes wrong. */
export interface FaultRule {
  /** An answer in place of the server's, an error for none at all, `undefined` to let the request pass. */
  answer?: (route: Route, pass: () => Promise<Response>) => Promise<Response | Error> | Response | Error | undefined
  /** Asked of every piece: each frame of a stream, each other body whole. */
  cut?: (route: Route, piece: Uint8Array, text: string) => Cut | null
}

export interface FaultyNetwork {
  readonly fetch: typeof fetch
  rule: FaultRule
  /** Every request that was sent, by route. */
  readonly sent: Route[]
}

export const NO_FAULTS: FaultRule = {}

/** Puts a network before `backend`. */
export function createFaultyNetwork(backend: (request: Request) => Promise<Response>): FaultyNetwork {
  const sent: Route[] = []
  const network: FaultyNetwork = {
    rule: NO_FAULTS,
    sent,
    async fetch(input, init) {
      const request = new Request(input, init)
      const route = routeOf(request)
      sent.push(route)
      const pass = (): Promise<Response> => backend(request)
      const own = await network.rule.answer?.(route, pass)
      if (own instanceof Error) throw own
      const response = own ?? (await pass())
      const said = route === 'join' && request.method === 'GET' ? 'data' : route
      return withCuts(response, (piece, text) => network.rule.cut?.(said, piece, text) ?? null)
    },
  }
  return network
}

function routeOf({ url, method }: Request): Route {
  const { pathname } = new URL(url)
  if (pathname.endsWith('/queue/join')) return 'join'
  if (pathname.endsWith('/queue/data')) return method === 'POST' ? 'inputs' : 'data'
  return pathname.endsWith('/queue/poll') ? 'poll' : 'other'
}

/** The error of `fetch` without an answer. */
export function noAnswer(): TypeError {
  return new TypeError('fetch failed')
}

/** Passes a body on piece by piece until one is cut. */
function withCuts(response: Response, cutOf: (piece: Uint8Array, text: string) => Cut | null): Response {
  if (!response.body) return response
  const reader = response.body.getReader()
  const pieces = piecesOf(reader, response.headers.get('content-type')?.startsWith('text/event-stream') === true)
  let hasStalled = false
  let leave: () => void = () => {}
  const leaveServer = (): void => void reader.cancel().catch(() => undefined)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (hasStalled) return new Promise<void>((resolve) => (leave = resolve))
        let next: IteratorResult<Uint8Array>
        try {
          next = await pieces.next()
        } catch (error) {
          return controller.error(error)
        }
        if (next.done) return controller.close()
        const piece = next.value
        const cut = cutOf(piece, new TextDecoder().decode(piece))
        if (cut === null) return controller.enqueue(piece)
        if (cut.keep > 0) controller.enqueue(piece.slice(0, cut.keep))
        hasStalled = cut.ending === 'stall'
        if (hasStalled) return
        leaveServer()
        if (cut.ending === 'end') controller.close()
        else if (cut.keep > 0) await nextTurn().then(() => controller.error(new TypeError('terminated')))
        else controller.error(new TypeError('terminated'))
      },
      cancel() {
        leave()
        leaveServer()
      },
    },
    { highWaterMark: 0 },
  )
  const { status, headers } = response
  return new Response(body, { status, headers })
}

/** An errored stream drops what is queued: the bytes before a reset have to be read first. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

async function* piecesOf(reader: ReadableStreamDefaultReader<Uint8Array>, isStream: boolean): AsyncGenerator<Uint8Array, undefined> {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder()
  let held = ''
  for (;;) {
    const { done, value } = await reader.read()
    held += done ? decoder.decode() : decoder.decode(value, { stream: true })
    const frames = isStream ? held.split('\n\n') : [held]
    held = frames.pop() ?? ''
    for (const frame of frames) yield encoder.encode(`${frame}\n\n`)
    if (done) break
  }
  if (held !== '') yield encoder.encode(held)
  return undefined
}
