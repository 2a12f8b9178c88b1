/** A choice of one, all visible. The draft is the chosen value itself. */
import type { ReactElement } from 'react'
import { readChoices } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'
import { isSameValue, readChoice } from '../../kit/read-choice.ts'

function RadioInput({ id, parameter, draft, onChange, isRequired }: InputProps): ReactElement {
  return (
    <div className="rgs-choices">
      {readChoices(parameter).map((choice, index) => (
        <label key={index} className="rgs-choice">
          <input
            id={`${id}-${index}`}
            className="rgs-radio"
            type="radio"
            name={id}
            value={index}
            required={isRequired}
            checked={isSameValue(choice.value, draft)}
            onChange={() => onChange(choice.value)}
          />
          <bdi>{choice.label}</bdi>
        </label>
      ))}
    </div>
  )
}

/** `gr.Radio`. */
export const radioInput: InputKind = {
  Component: RadioInput,
  labelling: 'group',
  isRadioGroup: true,
  isWide: (parameter) => readChoices(parameter).length > 3,
  read: readChoice,
}
