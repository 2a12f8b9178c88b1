/** The HTTP status for an error on the way to an app. */
import type { GradioStreamErrorCode } from '@gradio-stream/client/internal/errors'

const STATUS_BY_CODE: { readonly [Code in GradioStreamErrorCode]?: number } = {
  'address-invalid': 404,
  'app-not-allowed': 403,
  'endpoint-unknown': 404,
  'login-required': 401,
  'store-unavailable': 503,
}

/** 502 for faults of the app. */
export function statusOfError(code: GradioStreamErrorCode): number {
  return STATUS_BY_CODE[code] ?? 502
}
