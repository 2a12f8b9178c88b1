/** A choice of several, all visible. The draft is the list of chosen values. */
import type { ReactElement } from 'react'
import { readChoices } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'
import { isSameValue, readChoiceList } from '../../kit/read-choice.ts'

const SCROLLS_FROM = 12

/** A checkbox per choice. A dropdown for several values uses it too. */
export function CheckboxGroup({ id, parameter, draft, onChange, isInvalid }: InputProps): ReactElement {
  const chosen: readonly unknown[] = Array.isArray(draft) ? draft : []
  const choices = readChoices(parameter)
  return (
    <div className="rgs-choices" data-scrolls={choices.length > SCROLLS_FROM || undefined}>
      {choices.map((choice, index) => (
        <label key={index} className="rgs-choice">
          <input
            id={`${id}-${index}`}
            className="rgs-checkbox"
            type="checkbox"
            aria-invalid={isInvalid || undefined}
            checked={chosen.some((value) => isSameValue(value, choice.value))}
            onChange={(event) => {
              const others = chosen.filter((value) => !isSameValue(value, choice.value))
              onChange(event.currentTarget.checked ? [...others, choice.value] : others)
            }}
          />
          <bdi>{choice.label}</bdi>
        </label>
      ))}
    </div>
  )
}

/** `gr.CheckboxGroup`. No choice is an empty list, which is a value. */
export const checkboxGroupInput: InputKind = {
  Component: CheckboxGroup,
  labelling: 'group',
  isWide: (parameter) => readChoices(parameter).length > 3,
  toDraft: ({ defaultValue }) => (Array.isArray(defaultValue) ? defaultValue : defaultValue == null ? [] : [defaultValue]),
  read: readChoiceList,
}
