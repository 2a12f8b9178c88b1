/** A sound level meter, which shows that the microphone works. */
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'

const SAMPLES = 512

/** The meter; it stays still if the browser cannot measure. */
export function Level({ stream, label }: { stream: MediaStream; label: string }): ReactElement | null {
  const meter = useRef<HTMLMeterElement>(null)
  const canTell = typeof AudioContext !== 'undefined'
  useEffect(() => {
    if (!canTell || stream.getAudioTracks().length === 0) return undefined
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = SAMPLES
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Uint8Array(SAMPLES)
    let frame = 0
    const look = () => {
      analyser.getByteTimeDomainData(samples)
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0) / 128
      if (meter.current) meter.current.value = loudest
      frame = requestAnimationFrame(look)
    }
    look()
    return () => {
      cancelAnimationFrame(frame)
      void context.close()
    }
  }, [stream, canTell])
  return canTell ? <meter ref={meter} className="rgs-level" aria-label={label} min={0} max={1} value={0} /> : null
}
