/** Several fields for one value: a model, a dictionary with known names, a tuple. */
import type { ReactElement } from 'react'
import type { InputProps } from '../input-kind.ts'
import { memberDraft } from './schema-draft.ts'
import { SchemaPart } from './schema-part.tsx'
import type { FieldShape } from './schema-shape.ts'
import { useNumbered } from './use-numbered.ts'

/** The fields, each with its name; those of a tuple with their position. */
export function SchemaGroup({ input, shape }: { input: InputProps; shape: FieldShape & { kind: 'group' } }): ReactElement {
  const { id, draft, onChange, messages, formats } = input
  const numbered = useNumbered(messages, formats)
  const drafts = Object.fromEntries(shape.members.map((member) => [member.name, memberDraft(draft, member)]))
  return (
    <div className="rgs-parts rgs-fields">
      {shape.members.map((member, index) => (
        <SchemaPart
          key={member.name}
          id={`${id}-${index}`}
          parameter={shape.isTuple ? numbered(member, index) : member}
          draft={drafts[member.name]}
          input={input}
          onChange={(next) => onChange({ ...drafts, [member.name]: next })}
        />
      ))}
    </div>
  )
}
