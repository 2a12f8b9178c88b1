/** Finds an endpoint by the name that a person typed, and suggests the nearest name if there is none. */
import { GradioStreamError } from '../errors.ts'
import type { AppDescription, EndpointDescription } from './describe/app-description.ts'

const NAME_LIMIT = 100
const LISTED = 10

/**
 * The endpoint with that name, with or without its leading slash, or with that `url`. Throws `endpoint-unknown` with
 * the nearest name and all names.
 */
export function findEndpoint(app: Pick<AppDescription, 'endpoints' | 'address'>, name: string): EndpointDescription {
  const wanted = `/${name.trim().replace(/^\/+/, '')}`
  // People often add or omit a slash at the ends of a name.
  const names: readonly string[] = [name, `/${name}`, wanted]
  const found = names.flatMap((one) => app.endpoints.find((endpoint) => endpoint.name === one || endpoint.url === one) ?? [])[0]
  if (found) return found
  const available = app.endpoints.map((endpoint) => endpoint.name)
  const nearest = nearestName(wanted, available)
  const listed = available.slice(0, LISTED).join(', ') + (available.length > LISTED ? `, and ${available.length - LISTED} more` : '')
  throw new GradioStreamError('endpoint-unknown', {
    message: `The app at ${app.address} has no endpoint ${wanted.slice(0, NAME_LIMIT)}; it has ${available.length === 0 ? 'no named endpoint' : listed}.`,
    hint: nearest === undefined ? 'Choose one of its endpoints.' : `Did you mean ${nearest}?`,
    details: { endpoint: wanted, nearest, available },
  })
}

/** The name nearest to `wanted` by edit distance, ignoring case; `undefined` when none is similar. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  const text = wanted.toLowerCase().slice(0, NAME_LIMIT)
  let nearest: string | undefined
  // With more than half of the letters wrong, a name is not similar.
  let best = Math.ceil(text.length / 2) + 1
  for (const name of names) {
    const distance = editDistance(text, name.toLowerCase().slice(0, NAME_LIMIT))
    if (distance < best) [nearest, best] = [name, distance]
  }
  return nearest
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(substituted, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
