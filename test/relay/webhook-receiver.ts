/** A real HTTP server that receives webhooks, and answers as a test says. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterEach } from 'vitest'

export const HOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
export const OTHER_HOOK_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'

/** One request, as it came. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Receiver {
  readonly url: string
  readonly received: readonly Received[]
  /** Answers the next requests, one each; those after them get 204. */
  answer(...answers: readonly ((response: ServerResponse) => void)[]): void
}

/** Call it once in a suite. */
export function receivers(): () => Promise<Receiver> {
  let cleanups: (() => void)[] = []
  afterEach(() => {
    for (const clean of cleanups) clean()
    cleanups = []
  })
  return async () => {
    const received: Received[] = []
    const answers: ((response: ServerResponse) => void)[] = []
    const server = createServer(async (request, response) => {
      received.push({ headers: request.headers, body: await text(request) })
      const respond = answers.shift()
      if (respond) respond(response)
      else response.writeHead(204).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    cleanups.push(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('It has no port.')
    return { url: `http://127.0.0.1:${address.port}/hook`, received, answer: (...more) => void answers.push(...more) }
  }
}

/** What a receiver does with a message: throws unless its signature is right. */
export function verified({ headers, body }: Received, secret = HOOK_SECRET): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  return new Webhook(secret).verify(body, own) as Record<string, unknown>
}
