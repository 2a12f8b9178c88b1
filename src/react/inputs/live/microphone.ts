/** A microphone as a source of frames: 16-bit WAV files, each continuing the last. */
import { encodeWav } from '../files/wav.ts'
import { captureSound } from './capture-sound.ts'
import { SilentDevice } from './device.ts'
import { SILENCE_MS } from './live-source.ts'
import type { LiveSource } from './live-source.ts'

/** Longest sound that waits for the app; 6 MB at most. */
const KEPT_SECONDS = 60

/** Pieces of sound of one channel that wait. */
export class SoundBuffer {
  readonly #rate: number
  #pieces: Float32Array[] = []
  #length = 0
  #dropped = 0

  constructor(rate: number) {
    this.#rate = rate
  }

  /** Adds a piece. The oldest pieces are dropped if it is too much. */
  add(piece: Float32Array): void {
    this.#pieces.push(piece)
    this.#length += piece.length
    while (this.#length > KEPT_SECONDS * this.#rate) {
      const { length = this.#length } = this.#pieces.shift() ?? {}
      this.#length -= length
      this.#dropped += length
    }
  }

  /** All pieces as one. */
  takeAll(): Float32Array | null {
    if (this.#length === 0) return null
    const whole = new Float32Array(this.#length)
    let offset = 0
    for (const piece of this.#pieces) {
      whole.set(piece, offset)
      offset += piece.length
    }
    this.#pieces = []
    this.#length = 0
    return whole
  }

  get waitingMs(): number {
    return (this.#length / this.#rate) * 1000
  }

  get droppedMs(): number {
    return (this.#dropped / this.#rate) * 1000
  }
}

/** Starts the capture. `context` was created by the click; otherwise the browser keeps it silent. */
export async function openMicrophone(context: AudioContext, stream: MediaStream): Promise<LiveSource> {
  const sound = new SoundBuffer(context.sampleRate)
  let isPaused = false
  let onSound: () => void = () => {}
  const stop = await captureSound(context, stream, (piece) => {
    // A disabled track still sends silence.
    if (isPaused) return
    sound.add(piece)
    onSound()
  })
  return {
    stream,
    isGapless: true,
    get backlog() {
      return { waitingMs: sound.waitingMs, droppedMs: sound.droppedMs }
    },
    ready: (forMs) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new SilentDevice()), SILENCE_MS)
        onSound = () => {
          if (sound.waitingMs < forMs) return
          clearTimeout(timer)
          onSound = () => {}
          resolve()
        }
        onSound()
      }),
    take() {
      const samples = sound.takeAll()
      return samples && new File([encodeWav([samples], context.sampleRate)], 'audio.wav', { type: 'audio/wav' })
    },
    setPaused(next) {
      isPaused = next
      for (const track of stream.getTracks()) track.enabled = !next
    },
    close() {
      stop()
      if (context.state !== 'closed') void context.close()
      for (const track of stream.getTracks()) track.stop()
    },
  }
}
