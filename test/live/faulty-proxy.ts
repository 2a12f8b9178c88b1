/** A TCP proxy that delays, cuts and stalls, between a client and a server that both believe in their network. */
import { createServer, connect } from 'node:net'
import type { Socket } from 'node:net'

/**
 * `rst`: reset at once; `fin`: closed in order, in the middle of an answer; `stall`: open, and nothing passes any more.
 */
export type CutKind = 'rst' | 'fin' | 'stall'

export interface ProxyPlan {
  /** What the server sends arrives so much later, in order. */
  readonly delayMs?: number
  /**
   * Cuts what brings messages (`queue/data`, `queue/poll`, and `GET queue/join` of Gradio up to 4.8), or answers to
   * joins.
   */
  readonly cut?: {
    /** @defaultValue 'messages' */
    readonly of?: 'messages' | 'joins'
    readonly kind: CutKind
    /** So many bytes of the answer still arrive, heads included; one after the other, from the start again. */
    readonly afterBytes: readonly number[]
    /** Cuts in all. */
    readonly times: number
  }
}

export interface FaultyProxy {
  readonly url: string
  /** Cuts so far. */
  readonly cutCount: number
  /** From now on. */
  plan: ProxyPlan
  /** Cuts every connection and takes none, until `up`. */
  down(): void
  up(): void
  /** From now on nothing passes in any direction, on connections old and new: all stay open. */
  silence(): void
  close(): Promise<void>
}

const CUT = {
  messages: /^GET [^ ]*\/queue\/(?:data|poll|join)[? ]/m,
  joins: /^POST [^ ]*\/queue\/join/m,
}
const REQUEST = /^(?:GET|POST|PUT|DELETE|HEAD|OPTIONS) \//m

/** Listens on a free port of this machine and passes everything on to `target`. */
export async function createFaultyProxy(target: string, plan: ProxyPlan = {}): Promise<FaultyProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let cutCount = 0
  let isDown = false
  let isSilent = false

  const server = createServer((client) => {
    if (isDown) {
      client.resetAndDestroy()
      return
    }
    const upstream = connect(Number(port), hostname)
    let streamed: number | null = null
    let hasStalled = false
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true)
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        // What is on the way still arrives.
        if (socket === upstream) setTimeout(() => hasStalled || client.end(), proxy.plan.delayMs ?? 0)
        else upstream.destroy()
      })
    }

    client.on('data', (chunk: Buffer) => {
      if (isSilent) return
      const head = chunk.toString('latin1')
      if (CUT[proxy.plan.cut?.of ?? 'messages'].test(head)) streamed = 0
      else if (REQUEST.test(head)) streamed = null
      if (!hasStalled) upstream.write(chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      if (hasStalled || isSilent) return
      const { delayMs = 0, cut } = proxy.plan
      const keep =
        streamed === null || !cut || cutCount >= cut.times ? null : (cut.afterBytes[cutCount % cut.afterBytes.length] ?? 0) - streamed
      if (streamed !== null) streamed += chunk.length
      if (cut && keep !== null && keep < chunk.length) {
        cutCount += 1
        hasStalled = true
        client.write(chunk.subarray(0, Math.max(0, keep)), () => end(cut.kind, client, upstream))
      } else if (delayMs > 0) setTimeout(() => hasStalled || client.write(chunk), delayMs)
      else client.write(chunk)
    })
  })

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    plan,
    get cutCount() {
      return cutCount
    },
    down() {
      isDown = true
      for (const socket of sockets) socket.resetAndDestroy()
    },
    up() {
      isDown = false
    },
    silence() {
      isSilent = true
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}

function end(kind: CutKind, client: Socket, upstream: Socket): void {
  if (kind === 'stall') return
  if (kind === 'rst') client.resetAndDestroy()
  else client.end()
  upstream.destroy()
}
