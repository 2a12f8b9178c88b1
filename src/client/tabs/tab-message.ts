/** Messages between tabs about one stream. Parsed by hand, since a thousand may come per second. */

/**
 * `hello`: a tab follows and asks for messages. `here`: a tab leads; its stream is open and read up to `last`. `beat`:
 * the leader is alive. `event`: the leader read this, right after `previous`, so that followers notice a gap.
 */
export type TabMessage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'here'; readonly leader: string; readonly last: string }
  | { readonly kind: 'beat' }
  | { readonly kind: 'event'; readonly previous: string; readonly id: string; readonly data: string }

/** The message; `null` for anything else. */
export function readTabMessage(value: unknown): TabMessage | null {
  if (typeof value !== 'object' || value === null) return null
  // Each member is checked before its use.
  const { kind, leader, last, previous, id, data } = value as Record<string, unknown>
  if (kind === 'hello' || kind === 'beat') return { kind }
  if (kind === 'here') return typeof leader === 'string' && typeof last === 'string' ? { kind, leader, last } : null
  if (kind !== 'event' || typeof previous !== 'string' || typeof id !== 'string' || typeof data !== 'string') return null
  return { kind, previous, id, data }
}
