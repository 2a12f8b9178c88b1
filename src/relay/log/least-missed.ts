/** Which of many sessions is forgotten when there is room for no more. */

/**
 * `free`: nothing is lost with it. `needed`: it cannot be forgotten. A number: something is lost with it, and its
 * client has as many.
 */
export type Worth = 'free' | 'needed' | number

/** The oldest that is free, else the oldest of who has most. `null`: all are needed. */
export function leastMissed<Item>(oldestFirst: ReadonlyMap<string, Item>, worthOf: (item: Item) => Worth): readonly [string, Item] | null {
  let found: readonly [string, Item] | null = null
  let most = -Infinity
  for (const entry of oldestFirst) {
    const worth = worthOf(entry[1])
    if (worth === 'free') return entry
    if (worth === 'needed' || worth <= most) continue
    most = worth
    found = entry
  }
  return found
}
