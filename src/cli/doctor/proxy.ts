/** Which server or proxy stands before an app, by what its answers say. */

export const PROXIES = ['nginx', 'apache', 'haproxy', 'caddy', 'traefik', 'cloudflare', 'vercel', 'envoy', 'aws'] as const

/** A server or proxy that is known by name. */
export type Proxy = (typeof PROXIES)[number]

/** The proxy that made or passed on an answer; `null` if none says its name. HAProxy and Traefik do not. */
export function recogniseProxy(headers: Headers): Proxy | null {
  const server = (headers.get('server') ?? '').toLowerCase()
  const via = (headers.get('via') ?? '').toLowerCase()
  if (headers.has('cf-ray') || server === 'cloudflare') return 'cloudflare'
  if (headers.has('x-vercel-id') || server === 'vercel') return 'vercel'
  if (server.startsWith('nginx') || server.startsWith('openresty')) return 'nginx'
  if (server.startsWith('apache')) return 'apache'
  if (server.startsWith('caddy') || via.includes('caddy')) return 'caddy'
  if (server === 'envoy' || server === 'istio-envoy') return 'envoy'
  return server.startsWith('awselb') ? 'aws' : null
}
