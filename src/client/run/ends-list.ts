/** A list that keeps its first and last entries and drops the middle, limited by count and by size. */

/** What an {@link EndsList} keeps. */
export interface EndsListLimits {
  /** Entries kept from the beginning. */
  readonly first: number
  /** Entries kept from the end. */
  readonly last: number
  /** Size of all entries together; half of it for the beginning. The newest entry always stays. */
  readonly size: number
}

/** Keeps both ends of the added entries. */
export interface EndsList<Entry> {
  add(entry: Entry, size: number): void
  /** The kept entries, in order. */
  toArray(): Entry[]
}

/** An empty list. Adding takes constant time. */
export function createEndsList<Entry extends object>(limits: EndsListLimits): EndsList<Entry> {
  const first: Entry[] = []
  // A ring of the last entries, so that a long run makes no garbage here.
  const ring: (Entry | undefined)[] = []
  const sizes: number[] = []
  let start = 0
  let count = 0
  let firstSize = 0
  let lastSize = 0
  let isFirstFull = false

  function dropOldest(): void {
    lastSize -= sizes[start] ?? 0
    ring[start] = undefined
    start = (start + 1) % limits.last
    count--
  }

  return {
    add(entry, size) {
      isFirstFull ||= first.length >= limits.first || firstSize + size > limits.size / 2
      if (!isFirstFull) {
        first.push(entry)
        firstSize += size
        return
      }
      if (count === limits.last) dropOldest()
      const place = (start + count) % limits.last
      ring[place] = entry
      sizes[place] = size
      lastSize += size
      count++
      while (count > 1 && firstSize + lastSize > limits.size) dropOldest()
    },
    toArray() {
      const last = [...ring.slice(start), ...ring.slice(0, start)]
      return [...first, ...last.filter((entry): entry is Entry => entry !== undefined)]
    },
  }
}
