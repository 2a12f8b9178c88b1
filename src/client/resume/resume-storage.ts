/**
 * The port for the storage of records: the used part of the browser's `Storage`, and access to it. If the browser has
 * none, forbids it or is full, nothing is kept and everything else works.
 */

/** The used members of `sessionStorage` and `localStorage`. Each may throw. */
export interface ResumeStorage {
  readonly length: number
  key(index: number): string | null
  getItem(name: string): string | null
  setItem(name: string, text: string): void
  removeItem(name: string): void
}

/** Which storage: `session` belongs to this tab and ends with it, `local` belongs to the origin and stays. */
export type ResumeMode = 'session' | 'local'

/** The browser's storage; `null` if there is none or it may not be used. */
export function browserStorage(mode: ResumeMode): ResumeStorage | null {
  if (typeof window === 'undefined') return null
  try {
    return mode === 'local' ? window.localStorage : window.sessionStorage
  } catch {
    return null
  }
}
