/** Sound and film in the platform's own players; a stream that grows is played by what is loaded for it. */
import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { fileAddress, readOneFile } from './file-address.ts'
import type { FileValue } from './file-address.ts'
import { FileList } from './file-output.tsx'
import { flagProp, numberProp } from '../inputs/component-props.ts'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

type Tag = 'audio' | 'video'

const PLAYLIST = /\.m3u8(?:$|\?)/i

/** Film, and the subtitles that came with it. */
function readFilm(value: unknown): { film: FileValue | null; subtitles: FileValue | null } {
  const { subtitles } = typeof value === 'object' && value !== null ? (value as { subtitles?: unknown }) : {}
  return { film: readOneFile(value), subtitles: readOneFile(subtitles) }
}

function Player({ tag: Tag, ...props }: OutputComponentProps & { tag: Tag }): ReactElement {
  const { value, label, app, messages, componentProps } = props
  const element = useRef<HTMLMediaElement | null>(null)
  const { film: file, subtitles } = readFilm(value)
  const address = file && fileAddress(file, app)
  const [broken, setBroken] = useState<string | null>(null)
  const isPlaylist = address !== null && (file?.isStream === true || PLAYLIST.test(address))

  useEffect(() => {
    const player = element.current
    if (!player || address === null || !isPlaylist) return undefined
    return playList(player, address, () => setBroken(address))
  }, [element, address, isPlaylist])

  if (!file) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  if (address === null) return <FileList {...props} files={[file]} />
  const height = numberProp(componentProps, 'height')
  const track = subtitles && fileAddress(subtitles, app)
  return (
    <div className="rgs-media">
      <Tag
        ref={(player: HTMLMediaElement | null) => {
          element.current = player
        }}
        className={`rgs-${Tag}`}
        src={isPlaylist ? undefined : address}
        controls
        preload="metadata"
        aria-label={label || file.name}
        autoPlay={flagProp(componentProps, 'autoplay') || isPlaylist}
        loop={flagProp(componentProps, 'loop')}
        style={Tag === 'video' && height !== undefined ? { maxBlockSize: height } : undefined}
        onError={() => setBroken(address)}
      >
        {track !== null && <track kind="subtitles" src={track} default />}
      </Tag>
      {broken === address && <p className="rgs-muted">{messages.output.brokenMedia}</p>}
      {!isPlaylist && file.inlineUrl === null && <FileList {...props} files={[file]} />}
    </div>
  )
}

/** Safari plays playlists itself; the rest is taught by hls.js, loaded with the first one. */
function playList(player: HTMLMediaElement, address: string, onBroken: () => void): () => void {
  if (player.canPlayType('application/vnd.apple.mpegurl') !== '') {
    player.src = address
    return () => player.removeAttribute('src')
  }
  let stop = (): void => undefined
  let isOver = false
  async function begin(): Promise<void> {
    const { default: Hls, Events } = await import('hls.js')
    if (isOver) return
    if (!Hls.isSupported()) throw new Error('no media source extensions')
    const hls = new Hls({ lowLatencyMode: true })
    hls.loadSource(address)
    hls.attachMedia(player)
    hls.on(Events.ERROR, (_event, { fatal }) => fatal && onBroken())
    stop = () => hls.destroy()
  }
  begin().catch(() => isOver || onBroken())
  return () => {
    isOver = true
    stop()
  }
}

function AudioOutput(props: OutputComponentProps): ReactElement {
  return <Player {...props} tag="audio" />
}

function VideoOutput(props: OutputComponentProps): ReactElement {
  return <Player {...props} tag="video" />
}

const accepts = (value: unknown): boolean => value === null || readOneFile(value) !== null

/** `gr.Audio`. */
export const audioOutput: OutputKind = { Component: AudioOutput, accepts }
/** `gr.Video`. */
export const videoOutput: OutputKind = { Component: VideoOutput, accepts }
