/**
 * Opens the lightbox, whose code is loaded then. If that fails (offline), nothing opens, and the link beside it still
 * saves the file.
 */
import { useState } from 'react'
import type { ReactElement } from 'react'
import { lazyPart } from '../../kit/lazy-part.tsx'
import type { LightboxProps } from './lightbox.tsx'

const Lightbox = lazyPart<LightboxProps>(
  () => import('./lightbox.tsx'),
  () => null,
)

/** What a kind with a lightbox works with. */
export interface LightboxControl {
  readonly open: (index: number) => void
  /** Draw it beside the pictures; `null` while it is closed. */
  readonly dialog: ReactElement | null
}

/** `onClosed` gets the item that was shown last: the focus belongs there. */
export function useLightbox(
  props: Omit<LightboxProps, 'index' | 'onMove' | 'onClose'>,
  onClosed: (index: number) => void,
): LightboxControl {
  const [index, setIndex] = useState<number | null>(null)
  // A growing gallery may lose the item that is shown.
  const shown = index === null ? null : Math.min(index, props.items.length - 1)
  const dialog =
    shown === null || shown < 0 ? null : (
      <Lightbox
        {...props}
        index={shown}
        onMove={setIndex}
        onClose={() => {
          setIndex(null)
          onClosed(shown)
        }}
      />
    )
  return { open: setIndex, dialog }
}
