/** What clients use up within a minute, counted by rate-limiter-flexible. The first use begins the minute. */
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js'

/** Counts what a client uses within a minute. */
export interface Meter {
  /** Adds to what a client used. Never rejects. */
  add(client: string, amount: number): Promise<Used>
}

/** What a client has used of its minute. */
export interface Used {
  /** What the client had used of its minute before. */
  readonly before: number
  /** When the minute is over, in milliseconds from now. */
  readonly endsInMs: number
}

/** The library judges nothing: a limit that is no longer than one use must let it pass (`client-limits.ts`). */
export const METER_SETTINGS = { points: 0, duration: 60 } as const

/** A meter of this process. */
export function createMemoryMeter(): Meter {
  return meterOf(new RateLimiterMemory(METER_SETTINGS))
}

export function meterOf(limiter: RateLimiterAbstract): Meter {
  return {
    async add(client, amount) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(client, amount)
      return { before: consumedPoints - amount, endsInMs: msBeforeNext }
    },
  }
}
