/** With which HTTP status an error met on the way to an app is answered. */
import type { GradioStreamErrorCode } from '../../core/errors.ts'

const STATUS_BY_CODE: { readonly [Code in GradioStreamErrorCode]?: number } = {
  'address-invalid': 404,
  'app-not-allowed': 403,
  'login-required': 401,
}

/** 502 for whatever is the app's fault. */
export function statusOfError(code: GradioStreamErrorCode): number {
  return STATUS_BY_CODE[code] ?? 502
}
