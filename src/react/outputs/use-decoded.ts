/** The last picture that has decoded: while the next one loads, the one before stays, so that a stream of pictures does not flicker. */
import { useEffect, useState } from 'react'

/** What can be shown of an address. */
export interface Decoded {
  /** `null` until the first picture has decoded. */
  readonly address: string | null
  /** The latest address cannot be shown. */
  readonly isBroken: boolean
  /** Natural size in pixels; 0 until it is known. */
  readonly width: number
  readonly height: number
}

const NOTHING: Decoded = { address: null, isBroken: false, width: 0, height: 0 }

export function useDecoded(address: string | null): Decoded {
  const [decoded, setDecoded] = useState(NOTHING)
  useEffect(() => {
    if (address === null) return undefined
    let isCurrent = true
    const image = new Image()
    image.addEventListener('load', () => {
      if (isCurrent) setDecoded({ address, isBroken: false, width: image.naturalWidth, height: image.naturalHeight })
    })
    image.addEventListener('error', () => {
      if (isCurrent) setDecoded((before) => ({ ...before, isBroken: true }))
    })
    image.src = address
    return () => {
      isCurrent = false
    }
  }, [address])
  return decoded
}
