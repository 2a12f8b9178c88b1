/** Values that a browser's storage can hold unchanged. */
import type { EndpointDescription } from '../protocol/describe/app-description.ts'
import { parseExact, writeExact } from '../protocol/exact-json.ts'

/** Whether one of an endpoint's fields takes a password. Its inputs are then never kept. */
export function hasPasswordField({ parameters }: Pick<EndpointDescription, 'parameters'>): boolean {
  return parameters.some(({ props }) => props.type === 'password')
}

/**
 * A copy of the values as they will be read. `null` if one of them is not JSON (a file, for example), or if they are
 * too long.
 */
export function keepableValues(values: readonly unknown[], maxLength: number): unknown[] | null {
  try {
    const text = writeExact(values)
    // Read back, so that the copy equals what a later page reads: a `Blob` would come back as `{}`. The text was
    // written from a list.
    return text.length <= maxLength && !values.some(isNoJson) ? (parseExact(text) as unknown[]) : null
  } catch {
    return null
  }
}

function isNoJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === undefined || typeof value === 'function'
  if (Array.isArray(value)) return value.some(isNoJson)
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype !== Object.prototype && prototype !== null) || Object.values(value).some(isNoJson)
}
