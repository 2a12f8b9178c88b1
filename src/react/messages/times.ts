/** Chooses the words for a duration: the rounding, the same in every language. Each language has its own words. */
import type { Formats } from './formats.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** A language's words for times. Numbers are already formatted. */
export interface TimeWords {
  seconds(count: string): string
  minutes(count: string): string
  hours(count: string): string
  /** Between the parts of `1 h 20 min`. */
  readonly between: string
  /** An estimate with a time. */
  about(time: string): string
  /** An estimate of 1 to 59 minutes, in full. */
  aboutMinutes(count: number, formats: Formats): string
  /** An estimate of two days or more, in full. */
  aboutDays(count: number, formats: Formats): string
}

/** A language's times. */
export interface Times {
  /** A measured time. */
  readonly exact: (durationMs: number, formats: Formats) => string
  /** An estimate, in words. */
  readonly about: (durationMs: number, formats: Formats) => string
}

/** Makes a language's times from its words. */
export function createTimes(words: TimeWords): Times {
  const parts = (totalSeconds: number, formats: Formats): string => {
    const hours = Math.floor(totalSeconds / 3600)
    const minutes = Math.floor(totalSeconds / 60) % 60
    const seconds = totalSeconds % 60
    const all = hours > 0 ? [words.hours(formats.number(hours))] : []
    if (minutes > 0) all.push(words.minutes(formats.number(minutes)))
    if (hours === 0 && seconds > 0) all.push(words.seconds(formats.number(seconds)))
    return all.join(words.between)
  }
  return {
    exact(durationMs, formats) {
      const seconds = durationMs / SECOND
      if (seconds < 9.95) return words.seconds(formats.number(Math.max(0.1, Math.round(seconds * 10) / 10)))
      const whole = Math.round(seconds)
      return whole < 60 ? words.seconds(formats.number(whole)) : parts(whole, formats)
    },
    about(durationMs, formats) {
      const seconds = Math.max(1, Math.ceil(durationMs / SECOND))
      if (seconds <= 20) return words.about(words.seconds(formats.number(seconds)))
      if (durationMs < 55 * SECOND) return words.about(words.seconds(formats.number(Math.ceil(seconds / 5) * 5)))
      const minutes = Math.round(durationMs / MINUTE)
      if (minutes < 60) return words.aboutMinutes(Math.max(1, minutes), formats)
      if (durationMs >= 48 * HOUR) return words.aboutDays(Math.round(durationMs / HOUR / 24), formats)
      return words.about(parts(Math.round(durationMs / (15 * MINUTE)) * 15 * 60, formats))
    },
  }
}
