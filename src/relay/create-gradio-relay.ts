/** The relay as a server makes it: apps whose address a client chose are reached at public addresses only. */
import { createPublicNetwork } from './guard/public-network.ts'
import type { PublicNetwork } from './guard/public-network.ts'
import type { Resolve } from './guard/public-addresses.ts'
import { startTracing } from './observe/spans.ts'
import { assembleRelay } from './relay.ts'
import type { GradioRelay } from './relay.ts'
import type { GradioRelayOptions } from './relay-options.ts'

/** The resolver of the system, where there is one. */
const systemResolve: Resolve = async (hostname) => {
  const { lookup } = await import('node:dns/promises')
  return (await lookup(hostname, { all: true })).map(({ address }) => address)
}

/**
 * Makes a relay between browsers and Gradio apps. Throws `options-invalid` for options that cannot work.
 *
 * @example
 * const relay = createGradioRelay({ apps: { demo: 'https://owner-space.hf.space' }, sse: true })
 * export const GET = relay.fetch, POST = relay.fetch
 */
export function createGradioRelay(options: GradioRelayOptions): GradioRelay {
  const openNetwork = ({ fetch, resolve = systemResolve }: GradioRelayOptions): PublicNetwork | null =>
    fetch === undefined ? createPublicNetwork(resolve) : null
  return assembleRelay(options, openNetwork, startTracing)
}
