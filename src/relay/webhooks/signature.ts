/**
 * The signature `v1` of Standard Webhooks: HMAC-SHA256 over id, time and body, by the Web Crypto that every runtime
 * has. The package `standardwebhooks`, with which receivers check it, is three packages more to install.
 */

/** `secret`: `whsec_` and base64. `sentAtS`: seconds since 1970, as in `webhook-timestamp`. */
export async function signatureOf(secret: string, id: string, sentAtS: number, body: string): Promise<string> {
  const encoder = new TextEncoder()
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, encoder.encode(`${id}.${sentAtS}.${body}`))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`
}
