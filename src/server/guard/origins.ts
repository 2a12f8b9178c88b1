/** Which pages may use the relay: those of its own origin, and the origins it was told. */
import type { MiddlewareHandler } from 'hono'

const ALLOWED_METHODS = 'GET, POST, OPTIONS'
const PREFLIGHT_MAX_AGE_S = '600'

/**
 * Answers preflights and adds the CORS headers for the listed origins. What a browser itself marks as coming
 * from another site is refused: without this an upload or a run could be set off from anywhere.
 */
export function guardOrigins(origins: readonly string[]): MiddlewareHandler {
  const allowed = new Set(origins.map((origin) => origin.replace(/\/+$/, '')))
  const isOpen = allowed.has('*')
  return async ({ req, body, json }, next) => {
    const origin = req.header('origin')
    const isListed = origin !== undefined && (isOpen || allowed.has(origin))
    if (req.method === 'OPTIONS') return isListed ? body(null, 204, preflightHeaders(origin, isOpen, req)) : body(null, 403)
    if (!isListed && origin !== undefined && req.header('sec-fetch-site') === 'cross-site') {
      return json({ detail: 'The relay does not answer pages of this origin.', code: 'app-not-allowed' }, 403)
    }
    await next()
    return undefined
  }
}

/** Adds the CORS headers to every answer for a listed origin. */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler {
  const allowed = new Set(origins.map((origin) => origin.replace(/\/+$/, '')))
  const isOpen = allowed.has('*')
  return async (context, next) => {
    await next()
    const origin = context.req.header('origin')
    if (allowed.size > 0) context.header('vary', 'origin', { append: true })
    if (origin === undefined || !(isOpen || allowed.has(origin)) || context.req.method === 'OPTIONS') return
    for (const [name, value] of Object.entries(originHeaders(origin, isOpen))) context.header(name, value)
  }
}

function originHeaders(origin: string, isOpen: boolean): Record<string, string> {
  if (isOpen) return { 'access-control-allow-origin': '*' }
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' }
}

function preflightHeaders(origin: string, isOpen: boolean, req: { header(name: string): string | undefined }): Record<string, string> {
  return {
    ...originHeaders(origin, isOpen),
    'access-control-allow-methods': ALLOWED_METHODS,
    'access-control-allow-headers': req.header('access-control-request-headers') ?? 'content-type',
    'access-control-max-age': PREFLIGHT_MAX_AGE_S,
    vary: 'origin',
  }
}
