/** Recorded sound as 16-bit WAV: every app can read it without ffmpeg. */

const HEADER_BYTES = 44
const LOUDEST = 0x7fff

/** The sound as WAV; `null` if this browser cannot decode its own recording. */
export async function toWav(blob: Blob): Promise<Blob | null> {
  if (typeof AudioContext === 'undefined') return null
  const context = new AudioContext()
  try {
    const sound = await context.decodeAudioData(await blob.arrayBuffer())
    const channels = Array.from({ length: sound.numberOfChannels }, (_, index) => sound.getChannelData(index))
    return encodeWav(channels, sound.sampleRate)
  } catch {
    return null
  } finally {
    void context.close()
  }
}

/** Samples from -1 to 1, one list per channel, as a WAV file. */
export function encodeWav(channels: readonly Float32Array[], sampleRate: number): Blob {
  const frames = channels[0]?.length ?? 0
  const bytesPerFrame = channels.length * 2
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + frames * bytesPerFrame))
  const write = (offset: number, text: string): void => {
    for (let at = 0; at < text.length; at++) view.setUint8(offset + at, text.charCodeAt(at))
  }
  write(0, 'RIFF')
  view.setUint32(4, view.byteLength - 8, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, channels.length, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * bytesPerFrame, true)
  view.setUint16(32, bytesPerFrame, true)
  view.setUint16(34, 16, true)
  write(36, 'data')
  view.setUint32(40, frames * bytesPerFrame, true)
  let offset = HEADER_BYTES
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of channels) {
      view.setInt16(offset, Math.round(Math.max(-1, Math.min(1, channel[frame] ?? 0)) * LOUDEST), true)
      offset += 2
    }
  }
  return new Blob([view], { type: 'audio/wav' })
}
