/** What stands before the relays: nginx with the configuration of `examples/fleet`, else a small proxy. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface Front {
  readonly name: string
  readonly url: string
  stop(): Promise<void>
}

const TEMPLATE = join(import.meta.dirname, '..', '..', 'examples', 'fleet', 'nginx.conf.template')

/** The server of a front: what nginx is given in the Compose file, with these addresses. */
export function nginxServer(values: Readonly<Record<'LISTEN' | 'RELAY_1' | 'RELAY_2', string>>): string {
  return readFileSync(TEMPLATE, 'utf8').replaceAll(/\$\{(LISTEN|RELAY_1|RELAY_2)\}/g, (_all, name: keyof typeof values) => values[name])
}

/** A configuration that needs nothing of the machine but a folder. */
export function nginxConfig(folder: string, server: string): string {
  const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')
  return `daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}\nhttp { access_log off; ${kept}\n${server}\n}\n`
}

export async function startFront(port: number, relays: readonly number[]): Promise<Front> {
  const url = `http://127.0.0.1:${port}`
  const isThere = spawnSync('nginx', ['-v']).status === 0
  const stop = isThere ? startNginx(port, relays) : await startProxy(port, relays)
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(`${url}/api/experimental/sse/healthz`).catch(() => null)
    if (answer?.ok) return { name: isThere ? 'nginx' : 'Proxy', url, stop }
    await pause(50)
  }
  await stop()
  throw new Error(`${isThere ? 'nginx' : 'The proxy'} does not answer at ${url}.`)
}

function startNginx(port: number, [first, second]: readonly number[]): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gradio-fleet-nginx-'))
  mkdirSync(join(folder, 'logs'))
  const server = nginxServer({ LISTEN: `127.0.0.1:${port}`, RELAY_1: `127.0.0.1:${first}`, RELAY_2: `127.0.0.1:${second}` })
  writeFileSync(join(folder, 'nginx.conf'), nginxConfig(folder, server))
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore', detached: true })
  return async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One relay after the other, and the next one where a relay is gone. */
async function startProxy(port: number, relays: readonly number[]): Promise<() => Promise<void>> {
  let turn = 0
  const pass = (request: IncomingMessage, response: ServerResponse, attempts: number): void => {
    const relay = relays[(turn += 1) % relays.length]
    const headers = {
      ...request.headers,
      'x-forwarded-for': request.socket.remoteAddress,
      'x-forwarded-host': request.headers.host,
      'x-forwarded-proto': 'http',
    }
    const upstream = ask({ host: '127.0.0.1', port: relay, method: request.method, path: request.url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' && attempts > 1) pass(request, response, attempts - 1)
      else if (response.headersSent) response.destroy()
      else response.writeHead(502).end()
    })
    response.once('close', () => upstream.destroy())
    request.pipe(upstream)
  }
  const server = createServer((request, response) => pass(request, response, relays.length))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return async () => {
    server.close()
    server.closeAllConnections()
  }
}
