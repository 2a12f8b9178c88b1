/**
 * Sound and video in the browser's own player. The last one stays until the next can be played. Nothing plays by
 * itself.
 */
import { useEffect, useRef, useState } from 'react'
import type { CSSProperties, ReactElement, Ref, SyntheticEvent } from 'react'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import type { Messages } from '../../messages/messages.ts'
import { fileAddress, foreignHost } from '../../kit/file-address.ts'
import type { FileValue } from '../../kit/file-address.ts'
import { attachHls } from './hls-source.ts'
import { Trouble } from './picture.tsx'
import { useAddress } from '../../kit/use-address.ts'
import type { FileHome } from '../../kit/use-address.ts'
import { useSubtitles } from './use-subtitles.ts'
import { useSwap } from './use-swap.ts'

/** Props of {@link Player}. */
export interface PlayerProps {
  readonly kind: 'audio' | 'video'
  readonly file: FileValue
  readonly name: string
  readonly app: FileHome | null
  readonly messages: Messages
  readonly subtitles?: FileValue | null
  /** The app asks for it. Obeyed only after a person has used the page. @defaultValue false */
  readonly autoPlay?: boolean
  readonly loop?: boolean
  readonly limits?: CSSProperties | undefined
}

/** A player for a file, or for a stream that is still written. */
export function Player(props: PlayerProps): ReactElement {
  const { file, app, kind, messages, subtitles = null } = props
  const address = fileAddress(file, app)
  const track = useSubtitles(kind === 'video' ? subtitles : null, app)
  const trouble = kind === 'video' ? messages.media.filmBroken : messages.media.soundBroken
  if (address === null || !app) {
    const host = foreignHost(file, app)
    return <Trouble words={host === null ? trouble : messages.media.foreign(host)} />
  }
  const isPlaylist = file.isStream && /\.m3u8$/i.test(file.path)
  const shared = { ...props, app, address, trouble, subtitlesUrl: track.url }
  return (
    <>
      {isPlaylist ? <StreamPlayer key={address} {...shared} /> : <FilePlayer {...shared} />}
      {track.hasFailed && <Trouble words={messages.media.subtitlesMissing} />}
    </>
  )
}

type SourceProps = PlayerProps & {
  readonly app: FileHome
  readonly address: string
  readonly trouble: string
  readonly subtitlesUrl: string | null
}

function FilePlayer(props: SourceProps): ReactElement {
  const { address, app, autoPlay = false, trouble } = props
  const { url, hasFailed } = useAddress(address, app)
  const swap = useSwap(url)
  const isBroken = hasFailed || swap.hasFailed
  return (
    <>
      {[swap.shown, swap.loading].map((source) => {
        if (source === null) return null
        const isNext = source !== swap.shown && swap.shown !== null
        return (
          <MediaElement
            key={source}
            {...props}
            source={source}
            isNext={isNext}
            onReady={({ currentTarget: element }) => {
              swap.onReady(source)
              // The browser may refuse it; there are controls.
              if (isNext && autoPlay && mayPlay()) element.play().catch(() => undefined)
            }}
            onFail={() => swap.onFail(source)}
          />
        )
      })}
      {isBroken && <Trouble words={trouble} />}
    </>
  )
}

function StreamPlayer(props: SourceProps): ReactElement {
  const { address, app, trouble } = props
  const client = useGradioClient()
  const element = useRef<HTMLMediaElement>(null)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => {
    if (!element.current) return undefined
    setFailed(false)
    return attachHls(element.current, {
      address,
      app,
      needsHeaders: client.hasHeaders,
      headersFor: (url) => client.fileHeaders({ route: 'direct', ...app }, url),
      onFail: () => setFailed(true),
    })
  }, [address, app, client])
  return (
    <>
      <MediaElement {...props} elementRef={element} onFail={() => setFailed(true)} />
      {hasFailed && <Trouble words={trouble} />}
    </>
  )
}

interface MediaElementProps extends SourceProps {
  readonly source?: string
  readonly isNext?: boolean
  readonly elementRef?: Ref<HTMLMediaElement>
  readonly onReady?: (event: SyntheticEvent<HTMLMediaElement>) => void
  readonly onFail: () => void
}

function MediaElement(props: MediaElementProps): ReactElement {
  const { kind, name, loop = false, autoPlay = false, limits, source, isNext = false, elementRef, onReady, onFail } = props
  const shared = {
    className: kind === 'video' ? 'rgs-film' : 'rgs-sound',
    src: source,
    controls: true,
    loop,
    preload: 'metadata',
    autoPlay: autoPlay && !isNext && mayPlay(),
    hidden: isNext,
    'aria-label': name,
    onLoadedMetadata: onReady,
    onError: onFail,
  }
  if (kind === 'audio') {
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- the app gives sounds without a text of them
    return <audio ref={elementRef} {...shared} />
  }
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- there are those the app gives
    <video ref={elementRef as Ref<HTMLVideoElement>} {...shared} style={limits} playsInline>
      {props.subtitlesUrl !== null && <track kind="subtitles" src={props.subtitlesUrl} label={props.messages.media.subtitles} default />}
    </video>
  )
}

/** Whether a person has pressed something on this page. If the browser does not tell, its own rule applies. */
function mayPlay(): boolean {
  return typeof navigator !== 'undefined' && (!navigator.userActivation || navigator.userActivation.hasBeenActive)
}
