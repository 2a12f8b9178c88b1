/** A value of one of several kinds: first the kind, then its field. */
import type { ReactElement } from 'react'
import type { InputProps } from '../input-kind.ts'
import { draftFrom, unionOf } from './schema-draft.ts'
import { SchemaPart } from './schema-part.tsx'
import { kindNameOf, labelled, shapeOf } from './schema-shape.ts'
import type { FieldShape } from './schema-shape.ts'

/** The list of kinds, and the field of the chosen one. */
export function SchemaUnion({ input, shape }: { input: InputProps; shape: FieldShape & { kind: 'union' } }): ReactElement {
  const { id, draft, onChange, isReadOnly, parameter, messages } = input
  const chosen = unionOf(draft)
  const option = shape.options[chosen.option]
  const inner = option && shapeOf(option)
  return (
    <div className="rgs-parts rgs-union">
      <span className="rgs-select rgs-union-kind">
        <select
          id={id}
          className="rgs-control"
          aria-label={messages.typed.kindOf(parameter.label)}
          value={chosen.option}
          disabled={isReadOnly}
          onChange={({ currentTarget }) => {
            const index = Number(currentTarget.value)
            const next = shape.options[index]
            onChange({ option: index, draft: next ? draftFrom(next, undefined) : null })
          }}
        >
          {shape.options.map((one, index) => (
            <option key={index} value={index}>
              {messages.typed.kinds[kindNameOf(shapeOf(one))]}
            </option>
          ))}
        </select>
      </span>
      {option && inner && inner.kind !== 'nothing' && (
        <SchemaPart
          key={chosen.option}
          id={`${id}-${chosen.option}`}
          parameter={labelled(option, parameter.label)}
          draft={chosen.draft === undefined ? draftFrom(option, undefined) : chosen.draft}
          input={input}
          onChange={(next) => onChange({ option: chosen.option, draft: next })}
        />
      )}
    </div>
  )
}
