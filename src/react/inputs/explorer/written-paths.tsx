/** Typed paths, for apps that list no folders. */
import type { ReactElement } from 'react'
import type { InputProps } from '../input-kind.ts'
import { pathsOf, takesOne, pathText } from './chosen-paths.ts'

/** One path, or one per line. */
export function WrittenPaths({ id, parameter, draft, onChange, isInvalid, isRequired, messages }: InputProps): ReactElement {
  const isSingle = takesOne(parameter)
  const [example] = pathsOf(parameter.exampleValue)
  return (
    <div className="rgs-json">
      <textarea
        id={id}
        className="rgs-control rgs-textarea rgs-mono"
        rows={isSingle ? 1 : 3}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        aria-label={parameter.label}
        aria-describedby={isSingle ? undefined : `${id}-lines`}
        aria-invalid={isInvalid || undefined}
        aria-required={isRequired || undefined}
        placeholder={example && pathText(example)}
        value={typeof draft === 'string' ? draft : pathsOf(draft).map(pathText).join('\n')}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {!isSingle && (
        <p id={`${id}-lines`} className="rgs-field-help">
          <bdi>{messages.files.perLine}</bdi>
        </p>
      )}
    </div>
  )
}
