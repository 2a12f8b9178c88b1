/** A list that keeps its first and its last entries and lets go of the middle, by count and by size. */

/** What an {@link EndsList} keeps. */
export interface EndsListLimits {
  /** Entries kept from the beginning. */
  readonly first: number
  /** Entries kept from the end. */
  readonly last: number
  /** Sizes of all entries together; half of it for the beginning. The newest entry stays, whatever its size. */
  readonly size: number
}

/** Keeps both ends of what was added. */
export interface EndsList<Entry> {
  add(entry: Entry, size: number): void
  /** What was kept, in order. */
  toArray(): Entry[]
}

/** An empty list. Adding takes constant time. */
export function createEndsList<Entry>(limits: EndsListLimits): EndsList<Entry> {
  const first: Entry[] = []
  // A queue: entries before `start` are gone and are cut off now and then.
  let last: Entry[] = []
  let sizes: number[] = []
  let start = 0
  let firstSize = 0
  let lastSize = 0
  let isFirstFull = false

  function isOver(): boolean {
    const count = last.length - start
    return count > 1 && (count > limits.last || firstSize + lastSize > limits.size)
  }

  return {
    add(entry, size) {
      isFirstFull ||= first.length >= limits.first || firstSize + size > limits.size / 2
      if (!isFirstFull) {
        first.push(entry)
        firstSize += size
        return
      }
      last.push(entry)
      sizes.push(size)
      lastSize += size
      while (isOver()) lastSize -= sizes[start++] ?? 0
      if (start > limits.last) {
        last = last.slice(start)
        sizes = sizes.slice(start)
        start = 0
      }
    },
    toArray: () => [...first, ...last.slice(start)],
  }
}
