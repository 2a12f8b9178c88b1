/** Sounds and videos. */
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import { flagProp } from '../../kit/component-props.ts'
import { readOneFile } from '../../kit/file-address.ts'
import { FileLink } from '../../kit/file-link.tsx'
import { limitsOf } from '../../kit/size-limits.ts'
import { readFilm } from './media-values.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { Player } from './player.tsx'

function PlayerOutput({
  kind,
  value,
  label,
  componentProps,
  app,
  messages,
}: OutputComponentProps & { kind: 'audio' | 'video' }): ReactElement {
  const film = readFilm(value, componentProps)
  if (!film) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const { video: file, subtitles } = film
  return (
    <div className="rgs-media">
      <Player
        kind={kind}
        file={file}
        subtitles={subtitles}
        name={label}
        app={app}
        messages={messages}
        autoPlay={flagProp(componentProps, 'autoplay')}
        loop={flagProp(componentProps, 'loop')}
        limits={limitsOf(componentProps)}
      />
      {/* A stream that is still written cannot be saved. */}
      {!file.isStream && (
        <div className="rgs-media-actions">
          <FileLink
            file={file}
            app={app}
            className="rgs-button rgs-button-quiet"
            label={messages.media.downloadThing(label)}
            messages={messages}
          >
            <Icon name="download" />
            <span>{messages.media.download}</span>
          </FileLink>
        </div>
      )}
    </div>
  )
}

const accepts = (value: unknown): boolean => value === null || (!Array.isArray(value) && readOneFile(value) !== null)

/** `gr.Audio`. */
export const audioOutput: OutputKind = { Component: (props) => <PlayerOutput {...props} kind="audio" />, accepts, placeholder: 'sound' }

/** `gr.Video`. */
export const videoOutput: OutputKind = { Component: (props) => <PlayerOutput {...props} kind="video" />, accepts, placeholder: 'picture' }
