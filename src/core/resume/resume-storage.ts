/**
 * The port behind which records lie: the part of the browser's `Storage` that is used, and the way to it. A browser may have none,
 * forbid it or be full; then nothing is kept, and nothing else changes.
 */

/** What `sessionStorage` and `localStorage` have. Each member may throw. */
export interface ResumeStorage {
  readonly length: number
  key(index: number): string | null
  getItem(name: string): string | null
  setItem(name: string, text: string): void
  removeItem(name: string): void
}

/** Which storage: `session` is this tab's and ends with it, `local` is all of this origin's and stays. */
export type ResumeMode = 'session' | 'local'

/** The browser's storage; `null` where there is none or it may not be used. */
export function browserStorage(mode: ResumeMode): ResumeStorage | null {
  if (typeof window === 'undefined') return null
  try {
    return mode === 'local' ? window.localStorage : window.sessionStorage
  } catch {
    return null
  }
}
