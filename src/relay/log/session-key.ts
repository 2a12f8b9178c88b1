import type { SessionKey } from './run-log.ts'

/** A session as the key of a map. */
export function mapKey({ app, session }: SessionKey): string {
  return `${app}\n${session}`
}

/** A run as the key of a map. */
export function runKey(key: SessionKey, runId: string): string {
  return `${mapKey(key)}\n${runId}`
}
