/** The way to the app beside its streams: replicas, uploads, the HTTP version, the clock. */
import { request as requestHttp } from 'node:http'
import type { RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { connect } from 'node:tls'
import type { Examination } from './examination.ts'
import { isLocal } from './examine-page.ts'

const ASKED_TIMES = 8
/** More than this, and times in tokens and cookies are wrong. */
const MOST_SKEW_MS = 60_000
const MEGABYTE = 1_000_000
const UPLOADS = [1, 2, 5, 10, 25, 50, 100, 250].map((size) => size * MEGABYTE)
const WAIT_MS = 5000

/** Asks who answers, several times: replicas of a Gradio app do not know each other's sessions. */
export async function examineReplicas(examination: Examination): Promise<void> {
  const ids = new Set<string>()
  let slowestMs = 0
  for (let time = 0; time < ASKED_TIMES; time += 1) {
    const { status, text, tookMs } = await examination.ask('app_id', { headers: { connection: 'close' } })
    slowestMs = Math.max(slowestMs, tookMs)
    // It is a number above 2^53.
    const [, id] = /"app_id"\s*:\s*"?(\w+)/.exec(status === 200 ? text : '') ?? []
    if (id !== undefined) ids.add(id)
  }
  examination.facts.answerMs = Math.round(slowestMs)
  examination.facts.replicas = ids.size
  if (ids.size < 2) return
  examination.found('no-affinity', {
    seen: `${ASKED_TIMES} requests were answered by ${ids.size} processes. A run that joins at one is unknown at the others: "Session not found".`,
    advice: 'Send all requests of a visitor to the same replica, or put a relay before each replica.',
  })
}

/** Finds the largest upload that gets through, without sending one: a server refuses by the announced length. */
export async function examineUploads(examination: Examination): Promise<void> {
  const { app, facts } = examination
  const own = app.maxFileSizeBytes
  facts.maxFileSizeBytes = own
  for (const size of UPLOADS) {
    if (own !== null && size > own) return
    const status = await announce(examination, size)
    if (status === null) return
    if (status !== 413) continue
    const seen = `An upload of ${size / MEGABYTE} MB is refused (413)${own === null ? '' : `, and the app itself takes ${Math.floor(own / MEGABYTE)} MB`}.`
    examination.found('upload-limit', { seen, advice: 'Raise the limit of the proxy to that of the app.' })
    facts.uploadRefusedBytes = size
    return
  }
}

/** The status for an upload of that length; 100 if it may be sent, `null` without an answer. Nothing is sent. */
function announce({ app, asking }: Examination, bytes: number): Promise<number | null> {
  const url = new URL(`${app.apiUrl}/upload`)
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...asking.headers, 'content-type': 'multipart/form-data; boundary=doctor', 'content-length': bytes, expect: '100-continue' },
    signal: AbortSignal.any([asking.signal, AbortSignal.timeout(WAIT_MS)]),
    agent: false,
  }
  return new Promise((resolve) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options)
    const end = (status: number | null): void => {
      resolve(status)
      request.destroy()
    }
    request.on('continue', () => end(100))
    request.on('response', ({ statusCode }) => end(statusCode ?? null))
    request.on('error', () => end(null))
    request.flushHeaders()
  })
}

/** HTTP/1.1 has six connections per host in a browser, and a stream takes one. */
export async function examineTransport(examination: Examination): Promise<void> {
  const { hostname, port, protocol } = new URL(examination.app.apiUrl)
  const isH2 = protocol === 'https:' && (await speaksH2(hostname, port === '' ? 443 : Number(port)))
  examination.facts.http = isH2 ? '2' : '1.1'
  if (isH2) return
  examination.found('http1-connections', {
    severity: isLocal(hostname) ? 'note' : 'warning',
    seen: 'The app is reached by HTTP/1.1, in which a browser has six connections per host. A run takes one for as long as it goes on, in all tabs together.',
    advice: 'Serve it by HTTP/2 (https), or go through a relay, where all runs and tabs share one stream.',
  })
}

function speaksH2(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    // Only which protocol is offered matters here; certificates were checked by the requests before.
    const socket = connect({ host, port, servername: host, ALPNProtocols: ['h2', 'http/1.1'], rejectUnauthorized: false, timeout: WAIT_MS })
    const end = (isH2: boolean): void => {
      resolve(isH2)
      socket.destroy()
    }
    socket.on('secureConnect', () => end(socket.alpnProtocol === 'h2'))
    socket.on('error', () => end(false))
    socket.on('timeout', () => end(false))
  })
}

/** Compares the clock of the server with that of this machine. */
export async function examineClock(examination: Examination): Promise<void> {
  const { headers, at, tookMs } = await examination.ask('app_id')
  const date = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(date)) return
  const skewMs = date - (at - tookMs / 2)
  examination.facts.clockSkewMs = Math.round(skewMs)
  if (Math.abs(skewMs) <= MOST_SKEW_MS) return
  examination.found('clock-skew', {
    seen: `The clock of the server is ${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'ahead of' : 'behind'} the one here.`,
    advice: 'Set both by NTP: cookies, tokens of runs and certificates have times in them.',
  })
}
