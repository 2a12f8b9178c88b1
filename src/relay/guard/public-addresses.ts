/** Which addresses are public, and which of them a name has. */
import ipaddr from 'ipaddr.js'
import { GradioStreamError } from '@gradio-stream/client/internal/errors'

/** Gives the IP addresses of a host name. Rejects, or gives none, if it has none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/** The part of IPv6 that is given out to networks. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Whether an IP address is one of the internet: not of this machine, a network at home or a provider's inside. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 address written as IPv6 counts as what it is.
  const parsed = ipaddr.process(address)
  return parsed.range() === 'unicast' && (parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6))
}

/** The public addresses of a host: its own if it is one, else those of its name. Throws if there is none. */
export async function publicAddressesOf(host: string, resolve: Resolve, isPublic = isPublicAddress): Promise<readonly string[]> {
  const hostname = host.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(hostname)) {
    if (isPublic(hostname)) return [hostname]
    throw new GradioStreamError('app-not-allowed', {
      message: 'The relay reaches public addresses only, and this is none.',
      hint: 'An app inside is named in "apps" of createGradioRelay.',
    })
  }
  const found = await resolve(hostname).catch((): readonly string[] => [])
  const addresses = found.filter((address) => isPublic(address))
  if (addresses.length > 0) return addresses
  // The same for a name that does not exist: nobody can ask here which names there are inside.
  throw new GradioStreamError('app-unreachable', {
    message: 'The relay found no public address under the name of the app.',
    hint: 'Check the name; an app inside is named in "apps" of createGradioRelay.',
  })
}
