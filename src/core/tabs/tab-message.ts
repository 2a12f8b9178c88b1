/** What tabs say to each other about one stream. Read by hand: a message may come a thousand times a second. */

/**
 * `hello`: a tab follows, and wants to hear. `here`: a tab leads, its stream is open and read up to `last`. `beat`: it is alive.
 * `event`: it read this, right after `previous`; so who follows knows when something is missing.
 */
export type TabMessage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'here'; readonly leader: string; readonly last: string }
  | { readonly kind: 'beat' }
  | { readonly kind: 'event'; readonly previous: string; readonly id: string; readonly data: string }

/** The message; `null` for anything else. */
export function readTabMessage(value: unknown): TabMessage | null {
  if (typeof value !== 'object' || value === null) return null
  // Each member is judged before it is used.
  const { kind, leader, last, previous, id, data } = value as Record<string, unknown>
  if (kind === 'hello' || kind === 'beat') return { kind }
  if (kind === 'here') return typeof leader === 'string' && typeof last === 'string' ? { kind, leader, last } : null
  if (kind !== 'event' || typeof previous !== 'string' || typeof id !== 'string' || typeof data !== 'string') return null
  return { kind, previous, id, data }
}
