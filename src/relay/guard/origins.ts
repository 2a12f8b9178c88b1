/**
 * Which pages may use the relay: those of its own origin, and the configured origins. `hono/cors` writes the headers.
 * `hono/csrf` cannot do the rest: it looks at forms only, and would let a page of another site read an app's
 * description.
 */
import { cors } from 'hono/cors'
import type { MiddlewareHandler } from 'hono'
import type { RelaySettings } from '../relay-options.ts'
import { refusal } from '../routes/responses.ts'
import { clientAddress } from './client-address.ts'

const PREFLIGHT_MAX_AGE_S = 600

/** Answers the preflights of listed origins, and adds the CORS headers to every answer for one. */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  const isListed = listOf(origins)
  const options = { allowMethods: ['GET', 'POST', 'OPTIONS'], maxAge: PREFLIGHT_MAX_AGE_S }
  const forAll = cors({ ...options, origin: '*' })
  const forListed = cors({ ...options, origin: (origin) => origin, credentials: true })
  return async (context, next) => {
    const { req } = context
    if (isListed(req.header('origin'))) return (origins.includes('*') ? forAll : forListed)(context, next)
    if (req.method === 'OPTIONS') return context.body(null, 403)
    await next()
    if (origins.length > 0) context.header('vary', 'origin', { append: true })
    return undefined
  }
}

/**
 * Refuses requests of other sites. Without this, any page could start an upload or a run. Browsers say it themselves
 * (`Sec-Fetch-Site`), but not over plain http: there the page's origin is compared with the hosts of the relay.
 */
export function guardOrigins({ cors: origins, hosts, publicUrl, trustProxy }: RelaySettings): MiddlewareHandler {
  const isListed = listOf(origins)
  return async ({ req }, next) => {
    const { host } = clientAddress(req.raw, trustProxy)
    const heard = req.header('host') ?? host
    if (hosts !== null && !isServed(trustProxy ? host : heard, hosts))
      return refusal(421, 'The relay is not served under this host. Its owner lists it in "hosts".', 'app-not-allowed')
    const origin = req.header('origin')
    if (origin === undefined || isListed(origin)) return next()
    const own = [heard, host, ...(publicUrl === null ? [] : [new URL(publicUrl).host])]
    const site = req.header('sec-fetch-site')
    const isOwn = site === 'same-origin' || site === 'none' || (site !== 'cross-site' && own.includes(hostOf(origin)))
    if (isOwn) return next()
    return refusal(
      403,
      'The relay does not answer pages of this origin. Its owner lists it in "cors", or names the own one in "publicUrl".',
      'app-not-allowed',
    )
  }
}

function isServed(host: string, hosts: readonly string[]): boolean {
  return hosts.some((one) => one === host || (!/:\d+$/.test(one) && one === host.replace(/:\d+$/, '')))
}

/** Empty for `null`, the origin of a page without one. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : ''
}

function listOf(origins: readonly string[]): (origin: string | undefined) => boolean {
  const listed = new Set(origins.map((origin) => origin.replace(/\/+$/, '')))
  return (origin) => origin !== undefined && (listed.has('*') || listed.has(origin))
}
