/**
 * The rest of an account's GPU time at ZeroGPU Spaces, requested from the Hub with that account's token. Only four
 * fields are known, and each may be missing: an unknown field is `null`, and an answer without any of them counts as
 * none.
 */
import { requestJson } from '../connection/http/http.ts'
import { isGradioStreamError } from '../errors.ts'
import { isJsonObject } from '../protocol/json-object.ts'
import type { Hub } from './ask-hub.ts'
import { isSpaceName } from './space-address.ts'

/** GPU time of an account. Unknown values are `null`. */
export interface ZeroGpuQuota {
  /** Per day, in milliseconds. */
  readonly totalMs: number | null
  /** Left now, in milliseconds; 0 or more. */
  readonly leftMs: number | null
  /** When the time is restored, epoch milliseconds. */
  readonly resetsAt: number | null
  /** Use beyond the quota, in milliseconds, paid by the account's credits. */
  readonly overMs: number | null
}

const MAX_ANSWER_BYTES = 64 * 1024

/**
 * Asks for the quota. `null`: the Hub does not say. Rejects when the caller aborted, and with `address-invalid` when a
 * token could not be sent safely.
 */
export async function askZeroGpuQuota(hub: Hub, signal?: AbortSignal): Promise<ZeroGpuQuota | null> {
  const said = await ask(hub, 'zero-gpu/quota', signal)
  if (said === null) return null
  const quota = {
    totalMs: milliseconds(said.base),
    leftMs: milliseconds(said.current),
    resetsAt: instant(said.resetsAt),
    overMs: milliseconds(said.overquotaUsed),
  }
  return quota.totalMs === null && quota.leftMs === null ? null : quota
}

/** Whether a Space runs on ZeroGPU, by its hardware. False if unknown. */
export async function isOnZeroGpu(hub: Hub, space: string, signal?: AbortSignal): Promise<boolean> {
  if (!isSpaceName(space)) return false
  const said = await ask(hub, `${space}/runtime`, signal)
  const hardware = isJsonObject(said?.hardware) ? said.hardware.current : said?.hardware
  return typeof hardware === 'string' && hardware.startsWith('zero-')
}

async function ask({ url, http }: Hub, path: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const answer = await requestJson(http, { url: `${url}/api/spaces/${path}`, route: 'direct', signal, maxAnswerBytes: MAX_ANSWER_BYTES })
    return answer.status === 200 && isJsonObject(answer.value) ? answer.value : null
  } catch (cause) {
    if (isGradioStreamError(cause, 'aborted') || isGradioStreamError(cause, 'address-invalid')) throw cause
    return null
  }
}

/** The Hub counts in seconds. */
function milliseconds(seconds: unknown): number | null {
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

function instant(said: unknown): number | null {
  const at = typeof said === 'string' ? Date.parse(said) : Number.NaN
  return Number.isFinite(at) ? at : null
}
