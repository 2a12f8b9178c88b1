/**
 * One picture. The last one stays until the next has decoded; a picture that does not decode is replaced by a message.
 */
import type { CSSProperties, ReactElement, ReactNode, SyntheticEvent } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { Messages } from '../../messages/messages.ts'
import { fileAddress, foreignHost } from '../../kit/file-address.ts'
import type { FileValue } from '../../kit/file-address.ts'
import { useAddress } from '../../kit/use-address.ts'
import type { FileHome } from '../../kit/use-address.ts'
import { useSwap } from './use-swap.ts'

/** Props of {@link Picture}. */
export interface PictureProps {
  readonly file: FileValue
  /** Alternative text. */
  readonly alt: string
  readonly app: FileHome | null
  readonly messages: Messages
  readonly limits?: CSSProperties | undefined
  /** Renders something around the picture; it stays from the first picture on. */
  readonly children?: ((picture: ReactElement, isShown: boolean) => ReactNode) | undefined
}

/** Draws the newest picture that can be shown. */
export function Picture({ file, alt, app, messages, limits, children }: PictureProps): ReactElement {
  const address = fileAddress(file, app)
  const { url, hasFailed } = useAddress(address, app)
  const swap = useSwap(url)
  const isBroken = address === null || hasFailed || swap.hasFailed
  const trouble = isBroken ? troubleOf(file, address === null, app, messages) : null
  if (swap.shown === null && trouble !== null) return <Trouble words={trouble} />
  const frame = (
    <span className="rgs-picture-frame" data-empty={swap.shown === null || undefined}>
      {[swap.shown, swap.loading].map(
        (source) =>
          source !== null && (
            <img
              key={source}
              className="rgs-picture"
              src={source}
              alt={source === swap.shown || swap.shown === null ? alt : ''}
              style={limits}
              decoding="async"
              data-next={(swap.shown !== null && source !== swap.shown) || undefined}
              onLoad={(event) => whenDecoded(event, swap.onReady, swap.onFail, source)}
              onError={() => swap.onFail(source)}
            />
          ),
      )}
      {swap.shown === null && <span className="rgs-skeleton rgs-picture-skeleton" aria-hidden="true" />}
    </span>
  )
  return (
    <>
      {children ? children(frame, swap.shown !== null) : frame}
      {trouble !== null && <Trouble words={messages.media.newestBroken} />}
    </>
  )
}

/** What is wrong with a file, in words, in the place of its picture. */
export function Trouble({ words }: { readonly words: string }): ReactElement {
  return (
    <p className="rgs-media-trouble">
      <Icon name="warning" />
      <span>{words}</span>
    </p>
  )
}

function troubleOf(file: FileValue, hasNoAddress: boolean, app: FileHome | null, { media }: Messages): string {
  if (!hasNoAddress) return media.pictureBroken
  const host = foreignHost(file, app)
  return host === null ? media.pictureBroken : media.foreign(host)
}

/** A loaded picture can still fail to decode, and one that is not decoded yet would be a gap. */
function whenDecoded(
  { currentTarget: image }: SyntheticEvent<HTMLImageElement>,
  onReady: (url: string) => void,
  onFail: (url: string) => void,
  source: string,
): void {
  if (!image.decode) return onReady(source)
  image.decode().then(
    () => onReady(source),
    // Also rejects for an element that was removed meanwhile.
    () => image.isConnected && onFail(source),
  )
}
