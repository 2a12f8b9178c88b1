/** Where a request comes from. A `Request` does not tell, but servers pass it beside the request. */
import ipaddr from 'ipaddr.js'
import { isPublicAddress } from './public-addresses.ts'

/** Bits of an IPv6 address that name one network: a client has all addresses in it. */
const NETWORK_BITS = 64

/**
 * The address that a request was sent from, or its network for IPv6; `null` if it is not known. `passed` is what the
 * server gave beside the request. Without `trustProxy` an address that is not public counts as unknown: it may be that
 * of a proxy, which all clients share.
 */
export function senderOf(request: Request, passed: unknown, trustProxy: boolean | number): string | null {
  const address = trustProxy ? forwardedFor(request.headers, Number(trustProxy)) : connectedFrom(request, passed)
  if (address === null || !ipaddr.isValid(address) || (!trustProxy && !isPublicAddress(address))) return null
  const parsed = ipaddr.process(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${NETWORK_BITS}`).toString()
}

/** Each proxy adds whom it heard at the end: what lies before the entries of the own proxies was written by anybody. */
function forwardedFor(headers: Headers, proxies: number): string | null {
  const heard = (headers.get('x-forwarded-for') ?? '').split(',').at(-proxies)
  return heard === undefined ? null : withoutPort(heard.trim())
}

function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')
}

/** Node with `@hono/node-server` passes the socket, Deno the address, Bun a server that tells it. */
function connectedFrom(request: Request, passed: unknown): string | null {
  const socket = member(member(passed, 'incoming'), 'socket')
  const requestIp = member(passed, 'requestIP')
  const found =
    member(socket, 'remoteAddress') ??
    member(member(passed, 'remoteAddr'), 'hostname') ??
    (typeof requestIp === 'function' ? member(requestIp.call(passed, request), 'address') : undefined)
  return typeof found === 'string' ? found : null
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
