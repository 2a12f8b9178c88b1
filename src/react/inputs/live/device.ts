/** Asks the browser for a microphone or camera, and explains a refusal in words. */
import type { Messages } from '../../messages/messages.ts'

/** The device of a live field. Also the name of its group of texts. */
export type LiveKind = 'microphone' | 'camera'

/** A device that was granted but sends nothing. */
export class SilentDevice extends Error {}

/** Switches the device on. Rejects as `getUserMedia` does, also if the browser has no such function. */
export async function openDevice(kind: LiveKind, constraints: MediaTrackConstraints | null): Promise<MediaStream> {
  const wanted = constraints ?? true
  return navigator.mediaDevices.getUserMedia(kind === 'microphone' ? { audio: wanted, video: false } : { audio: false, video: wanted })
}

/** Switches it off, and with it the browser's indicator. */
export function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** Why there is no device, in words that help the person. */
export function refusalWords(cause: unknown, kind: LiveKind, messages: Messages): string {
  const words = messages[kind]
  if (typeof navigator.mediaDevices?.getUserMedia !== 'function') return globalThis.isSecureContext ? words.unsupported : words.insecure
  if (cause instanceof SilentDevice) return words.silent
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? cause.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return isKeptByFrame(kind) ? words.refusedByFrame : words.refused
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return words.noDevice
  return name === 'NotReadableError' || name === 'AbortError' ? words.busy : words.unsupported
}

/** Only Chromium tells. */
function isKeptByFrame(kind: LiveKind): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } }
  return featurePolicy?.allowsFeature(kind) === false
}
