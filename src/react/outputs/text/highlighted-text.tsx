/**
 * Text with marked pieces: by class, or by a score from -1 to 1. Each mark names its class, so colour is not the only
 * sign.
 */
import { useMemo } from 'react'
import type { CSSProperties, ReactElement } from 'react'
import { flagProp } from '../../kit/component-props.ts'
import { tintOf } from './mark-tint.ts'
import type { OutputComponentProps, OutputKind } from '../output-kind.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

interface Piece {
  readonly token: string
  readonly mark: string | number | null
}

/** A text with more pieces is drawn as plain text, so that the page stays fast. */
const MOST_PIECES = 5000

function readPieces(value: unknown): readonly Piece[] | null {
  if (!Array.isArray(value)) return null
  const pieces: Piece[] = []
  for (const item of value as readonly unknown[]) {
    if (typeof item !== 'object' || item === null || !('token' in item) || typeof item.token !== 'string') return null
    const mark = 'class_or_confidence' in item ? item.class_or_confidence : null
    pieces.push({ token: item.token, mark: typeof mark === 'string' || typeof mark === 'number' ? mark : null })
  }
  return pieces
}

function joined(value: unknown): string {
  return (
    readPieces(value)
      ?.map(({ token }) => token)
      .join('') ?? ''
  )
}

function HighlightedText({ value, componentProps, messages, formats }: OutputComponentProps): ReactElement {
  const pieces = useMemo(() => readPieces(value) ?? [], [value])
  const classes = useMemo(() => [...new Set(pieces.flatMap(({ mark }) => (typeof mark === 'string' ? [mark] : [])))], [pieces])
  if (pieces.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const direction = flagProp(componentProps, 'rtl') ? 'rtl' : 'auto'
  if (pieces.length > MOST_PIECES) {
    return (
      <div className="rgs-output-text" dir={direction}>
        {joined(value)}
      </div>
    )
  }
  const tint = (mark: string): CSSProperties => tintOf(mark, classes, componentProps.color_map)
  const hasLegend = flagProp(componentProps, 'show_legend')
  return (
    <div className="rgs-marked">
      {hasLegend && classes.length > 0 && (
        <ul className="rgs-marked-legend" aria-label={messages.marked.legend}>
          {classes.map((name) => (
            <li key={name} className="rgs-mark" style={tint(name)}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <div className="rgs-output-text" dir={direction}>
        {pieces.map(({ token, mark }, index) =>
          mark === null || token === '' ? (
            <span key={index}>{token}</span>
          ) : typeof mark === 'string' ? (
            <mark key={index} className="rgs-mark" style={tint(mark)}>
              <span>{token}</span>
              {/* Separates the texts for screen readers. */}
              <span {...(hasLegend ? visuallyHidden : { className: 'rgs-mark-class' })}>
                {' '}
                <bdi>{mark}</bdi>
              </span>
            </mark>
          ) : (
            <Scored key={index} token={token} score={mark} text={formats.number(Math.round(mark * 1000) / 1000)} />
          ),
        )}
      </div>
    </div>
  )
}

/** A piece with a score: a higher score has a deeper colour; below zero it has the danger colour and its sign. */
function Scored({ token, score, text }: { token: string; score: number; text: string }): ReactElement {
  const strength = Math.round(Math.min(1, Math.abs(score)) * 34)
  const style = { '--rgs-tint': score < 0 ? 'var(--rgs-danger)' : 'var(--rgs-accent)', '--rgs-strength': `${strength}%` } as CSSProperties
  return (
    <mark className="rgs-mark" style={style} title={text}>
      <span>{token}</span>
      <span {...visuallyHidden}>
        {' '}
        <bdi>{text}</bdi>
      </span>
    </mark>
  )
}

/** `gr.HighlightedText`. */
export const highlightedTextOutput: OutputKind = {
  Component: HighlightedText,
  accepts: (value) => value === null || readPieces(value) !== null,
  toText: joined,
}
