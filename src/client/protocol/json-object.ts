/**
 * Checks JSON objects and their keys. A server must not name some keys: writing to them would reach the prototype of
 * every object.
 */

/** Whether a key from the wire may be read or written on an object. */
export function isSafeKey(key: string): boolean {
  return key !== '__proto__' && key !== 'prototype' && key !== 'constructor'
}

/** A shallow copy without unsafe keys; an empty one for anything but a JSON object. */
export function safeCopy(value: unknown): Record<string, unknown> {
  if (!isJsonObject(value)) return {}
  return Object.fromEntries(Object.entries(value).filter(([key]) => isSafeKey(key)))
}

/** Whether a JSON value is an object, not a list and not null. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
