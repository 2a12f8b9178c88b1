/**
 * Requests to apps whose address a client chose: they reach public addresses only. In Node the address that is checked
 * is the one that is connected to, at each connection, so a name that changes in between leads nowhere else. Other
 * runtimes connect by themselves: there the name is checked just before.
 */
import type { LookupFunction } from 'node:net'
import type { Dispatcher } from 'undici'
import { isPublicAddress, publicAddressesOf } from './public-addresses.ts'
import type { Resolve } from './public-addresses.ts'

/** What requests to an app are sent with. */
export interface Network {
  readonly fetch: typeof fetch
  /** `undefined`: apps of Gradio 3 cannot be reached. */
  readonly WebSocket: typeof WebSocket | undefined
}

/** Reaches public addresses only. */
export interface PublicNetwork extends Network {
  close(): Promise<void>
}

/** `isPublic` is for tests, whose servers are on this machine. */
export function createPublicNetwork(resolve: Resolve, isPublic = isPublicAddress): PublicNetwork {
  let opening: Promise<PinnedNetwork> | null = null
  let opened: PinnedNetwork | null = null

  async function open(): Promise<PinnedNetwork> {
    opening ??= openPinned(resolve, isPublic)
    return (opened = await opening)
  }

  return {
    fetch: async (input, init) => {
      if (isNode()) return (await open()).fetch(input, init)
      await publicAddressesOf(new URL(input instanceof Request ? input.url : input).hostname, resolve, isPublic)
      return globalThis.fetch(input, init)
    },
    // The config of an app is read before its sockets are opened.
    get WebSocket() {
      return opened?.WebSocket
    },
    close: async () => opened?.agent.destroy(),
  }
}

interface PinnedNetwork {
  readonly agent: Dispatcher
  readonly fetch: typeof fetch
  readonly WebSocket: typeof WebSocket
}

/** undici is Node's own `fetch` as a library; only there a connection can be given an address. */
async function openPinned(resolve: Resolve, isPublic: (address: string) => boolean): Promise<PinnedNetwork> {
  const { Agent, WebSocket: Socket, buildConnector, fetch: fetchBy } = await import('undici')
  const find = (host: string): Promise<readonly string[] | Error> => publicAddressesOf(host, resolve, isPublic).catch(asError)
  const lookup: LookupFunction = async (hostname, { all }, done) => {
    const addresses = await find(hostname)
    if (addresses instanceof Error) return done(addresses, '')
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    return all === true ? done(null, found) : done(null, found[0]?.address ?? '', found[0]?.family)
  }
  const connect = buildConnector({ lookup })
  const agent = new Agent({
    // The relay has limits of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: async (options, done) => {
      // A host that is an address is not looked up.
      const checked = /^[\d.]+$|:/.test(options.hostname) ? await find(options.hostname) : null
      if (checked instanceof Error) done(checked, null)
      else connect(options, done)
    },
  })
  const fetchPinned = (input: string, init: object): unknown => fetchBy(input, { ...init, dispatcher: agent })
  class PinnedSocket extends Socket {
    constructor(url: string, options: object = {}) {
      super(url, { ...options, dispatcher: agent })
    }
  }
  // undici's classes are those of the standard under names of their own.
  return { agent, fetch: fetchPinned as unknown as typeof fetch, WebSocket: PinnedSocket as unknown as typeof WebSocket }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}

function isNode(): boolean {
  return typeof process !== 'undefined' && process.release?.name === 'node' && !('Bun' in globalThis) && !('Deno' in globalThis)
}
