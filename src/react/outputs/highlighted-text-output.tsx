/** Text whose pieces belong to categories, or have a score: each is marked in its colour, and named beside it. */
import type { CSSProperties, ReactElement } from 'react'
import { categoryColour } from './category-colour.ts'
import type { OutputComponentProps, OutputKind } from './output-kind.ts'

interface Token {
  readonly token: string
  readonly class_or_confidence: string | number | null
}

function isToken(value: unknown): value is Token {
  if (typeof value !== 'object' || value === null || !('token' in value) || typeof value.token !== 'string') return false
  const kind: unknown = 'class_or_confidence' in value ? value.class_or_confidence : null
  return kind === null || typeof kind === 'string' || typeof kind === 'number'
}

/** Gradio 3 sends pairs. */
function readTokens(value: unknown): readonly Token[] | null {
  if (!Array.isArray(value)) return null
  const tokens = value.map((one: unknown) => (Array.isArray(one) ? { token: one[0], class_or_confidence: one[1] ?? null } : one))
  return tokens.every(isToken) ? tokens : null
}

function HighlightedTextOutput({ value, componentProps, messages, formats }: OutputComponentProps): ReactElement {
  const tokens = readTokens(value) ?? []
  if (tokens.length === 0) return <p className="rgs-muted rgs-output-empty">{messages.output.empty}</p>
  const categories = [...new Set(tokens.map((one) => one.class_or_confidence).filter((one) => typeof one === 'string'))]
  const colourOf = (category: string): string => categoryColour(category, categories.indexOf(category), componentProps.color_map)
  return (
    <div className="rgs-output-text rgs-highlighted" dir={componentProps.rtl === true ? 'rtl' : 'auto'}>
      {tokens.map(({ token, class_or_confidence: kind }, index) => {
        if (kind === null || kind === '') return <span key={index}>{token}</span>
        const isScore = typeof kind === 'number'
        const style = isScore
          ? { '--rgs-region': categoryColour('', kind < 0 ? 2 : 0, null), '--rgs-strength': Math.min(1, Math.abs(kind)) }
          : { '--rgs-region': colourOf(kind) }
        return (
          <mark key={index} className="rgs-highlight" style={style as CSSProperties}>
            {token}
            <span className="rgs-highlight-kind">{isScore ? formats.number(kind) : kind}</span>
          </mark>
        )
      })}
    </div>
  )
}

/** `gr.HighlightedText`. */
export const highlightedTextOutput: OutputKind = {
  Component: HighlightedTextOutput,
  accepts: (value) => value === null || readTokens(value) !== null,
  toText: (value) => (readTokens(value) ?? []).map(({ token }) => token).join(''),
}
