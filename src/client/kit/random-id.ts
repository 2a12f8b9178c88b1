/**
 * Ids that cannot be guessed: a session hash is the only key to its runs. `crypto.randomUUID` is missing on plain http.
 */

/** 128 random bits, as 32 hex digits. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
