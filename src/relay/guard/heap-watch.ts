/**
 * How full this process's heap is, with everything that lies in it. Characters that are counted say nothing of what
 * holds them.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'

/** `high`: what was delivered should go. `full`: nothing more should be begun. */
export type HeapLevel = 'low' | 'high' | 'full'

export interface HeapWatch {
  /** `added`: characters that have come since the last call. */
  level(added?: number): HeapLevel
  /** The heap that this process may use, in bytes; 0: this runtime does not tell, and the level is always low. */
  readonly limitBytes: number
}

/** What the runtime says of its heap, in bytes. */
export interface HeapSize {
  readonly usedBytes: number
  readonly limitBytes: number
}

export interface HeapWatchOptions {
  readonly clock: Clock
  /** Used share of the heap from which it is full, above 0 and at most 1. */
  readonly maxShare: number
  /** `null`: this runtime does not tell. @defaultValue from `node:v8` */
  readonly read?: () => HeapSize | null
}

/** Reading it costs some microseconds: it is read once in this time, in milliseconds, or after so many characters. */
const LOOK_EVERY_MS = 100
const LOOK_EVERY_LENGTH = 1024 * 1024
/** What is high is this much below what is full. */
const MARGIN = 0.1

export function createHeapWatch({ clock, maxShare, read = readHeap }: HeapWatchOptions): HeapWatch {
  let level: HeapLevel = 'low'
  let lookedAt = -Infinity
  let length = 0
  return {
    limitBytes: read()?.limitBytes ?? 0,
    level(added = 0) {
      length += added
      const now = clock.now()
      if (length < LOOK_EVERY_LENGTH && now - lookedAt < LOOK_EVERY_MS) return level
      lookedAt = now
      length = 0
      const heap = read()
      if (heap === null) return level
      const share = heap.usedBytes / heap.limitBytes
      level = share >= maxShare ? 'full' : share >= maxShare - MARGIN ? 'high' : 'low'
      return level
    },
  }
}

/**
 * What V8 adds to the old generation in the limit that it tells, for the young one. Node 24: three times 64 MiB
 * (measured: 288 MiB with `--max-old-space-size=96`), before it three times 16 MiB.
 */
const YOUNG_BYTES = { since24: 192 * 1024 * 1024, before: 48 * 1024 * 1024 } as const

/** The old generation: there a process runs out of memory. Without an import, which a page or a Worker has not. */
function readHeap(): HeapSize | null {
  if (typeof process === 'undefined') return null
  const v8 = process.getBuiltinModule?.('node:v8')
  if (!v8) return null
  const young = Number.parseInt(process.versions.node, 10) >= 24 ? YOUNG_BYTES.since24 : YOUNG_BYTES.before
  const limitBytes = v8.getHeapStatistics().heap_size_limit - young
  if (limitBytes <= 0) return null
  let usedBytes = 0
  for (const { space_name: name, space_used_size: used } of v8.getHeapSpaceStatistics()) if (!name.startsWith('new_')) usedBytes += used
  return { usedBytes, limitBytes }
}
