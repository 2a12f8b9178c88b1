/**
 * A proxy on a real port that hands event streams on late, piece by piece and in order; all else goes through as it is.
 */
import { createServer, request as httpRequest } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface DelayingProxy {
  readonly url: string
  /** Most streams that were open through it at once. */
  readonly mostStreams: number
  close(): Promise<void>
}

export async function serveDelayingProxy(target: string, streamDelayMs: number): Promise<DelayingProxy> {
  let streams = 0
  let mostStreams = 0

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const url = new URL(incoming.url ?? '/', target)
    const upstream = httpRequest(url, { method: incoming.method, headers: { ...incoming.headers, host: url.host } }, (answer) => {
      const isStream = String(answer.headers['content-type']).startsWith('text/event-stream')
      const delayMs = isStream ? streamDelayMs : 0
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      if (isStream) mostStreams = Math.max(mostStreams, (streams += 1))
      outgoing.flushHeaders()
      answer.on('data', (chunk: Buffer) => setTimeout(() => outgoing.write(chunk), delayMs))
      answer.on('end', () => setTimeout(() => outgoing.end(), delayMs))
      answer.on('error', () => outgoing.destroy())
      outgoing.on('close', () => {
        if (isStream) streams -= 1
        answer.destroy()
      })
    })
    upstream.on('error', () => outgoing.destroy())
    incoming.pipe(upstream)
  }

  const listener = createServer(pass)
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    get mostStreams() {
      return mostStreams
    },
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve())
        listener.closeAllConnections()
      }),
  }
}
