/** Answers as Gradio sends them: JSON errors, bare event streams, and headers that let any page read them. */
import { writeExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { openEventBody } from './event-body.ts'
import type { ScenarioRefusal } from './scenario.ts'

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(writeExact(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

export function text(body: string, status: number): Response {
  return new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

/** A page, as a proxy that does not know the route answers. */
export function page(status: number, title: string): Response {
  const body = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
  return new Response(body, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

export const notFound = (): Response => json({ detail: 'Not Found' }, 404)
export const methodNotAllowed = (): Response => json({ detail: 'Method Not Allowed' }, 405)

/** A refusal of a scenario as a response. */
export function refusalResponse({ status, body, headers }: ScenarioRefusal): Response {
  if (typeof body !== 'string') return json(body, status, headers)
  return new Response(body, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } })
}

/** An event stream. Gradio sends no other headers. */
export function eventStream(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
}

/** An answer whose body breaks: a dropped connection. */
export function brokenAnswer(): Response {
  const body = openEventBody(() => {})
  body.write('{')
  body.finish('error')
  return new Response(body.stream, { headers: { 'content-type': 'application/json' } })
}

/** The answer of FastAPI to a request that it cannot read. */
export function unprocessable(type: string, loc: readonly (string | number)[], msg: string, input: unknown): Response {
  return json({ detail: [{ type, loc, msg, input }] }, 422)
}

/** Lets any origin read the answer, with cookies, and send any header. */
export function withCors(request: Request, response: Response): Response {
  const origin = request.headers.get('origin')
  response.headers.set('access-control-allow-origin', origin ?? '*')
  if (origin !== null) {
    response.headers.set('access-control-allow-credentials', 'true')
    response.headers.append('vary', 'Origin')
  }
  return response
}

/** Answer to a preflight. */
export function preflight(request: Request): Response {
  const headers: Record<string, string> = {
    'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
    'access-control-max-age': '600',
  }
  const asked = request.headers.get('access-control-request-headers')
  if (asked !== null) headers['access-control-allow-headers'] = asked
  return withCors(request, new Response(null, { status: 200, headers }))
}
