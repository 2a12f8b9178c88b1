/** Where a token may be sent: over https, or to this machine. Plain http can be read by everyone on the way. */
import { GradioStreamError } from '../errors.ts'

const LOOPBACK = /^(?:localhost|[^/]*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Whether an absolute URL is https, or on this machine. */
export function isSafeForSecrets(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
}

/** Error for a token that would be sent over plain http. */
export function plainHttp(token: string, url: string): GradioStreamError<'address-invalid'> {
  const { origin, host } = new URL(url)
  return new GradioStreamError('address-invalid', {
    message: `The ${token} is not sent to ${origin}: everyone on the way can read plain http.`,
    hint: `Write https://${host}, or take the token away.`,
    details: { url: origin, seen: 'http:' },
  })
}
