/** A `Storage` in memory. */
import type { ResumeStorage } from '../../../src/client/resume/resume-storage.ts'

export function createFakeStorage(): ResumeStorage {
  const entries = new Map<string, string>()
  return {
    get length() {
      return entries.size
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, text) => void entries.set(name, text),
    removeItem: (name) => void entries.delete(name),
  }
}
