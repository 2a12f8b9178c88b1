/**
 * One of many in a platform select; several of a few as boxes; many, or several of one's own, in a list that is searched, whose code
 * comes when it is needed. One text of one's own has the platform's suggestions.
 */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '../../core/protocol/app-description.ts'
import { checkboxGroupInput, CheckboxGroup } from './checkbox-group-input.tsx'
import { flagProp, plainText, readChoices } from './component-props.ts'
import type { InputKind, InputProps } from './input-kind.ts'
import { lazyPart } from '../lazy-part.tsx'
import { isSameValue, readChoice, readChoiceList } from './read-choice.ts'

const MOST_BOXES = 12
const LONGEST_SELECT = 50

function takesSeveral({ props, schema }: ParameterDescription): boolean {
  return flagProp(props, 'multiselect') || schema.type === 'array'
}

function isSearched(parameter: ParameterDescription): boolean {
  const isOwn = flagProp(parameter.props, 'allow_custom_value')
  const count = readChoices(parameter).length
  return takesSeveral(parameter) ? isOwn || count > MOST_BOXES : !isOwn && count > LONGEST_SELECT
}

const SearchInput = lazyPart(() => import('./search-input.tsx'), Resting, PlainDropdown)

function DropdownInput(input: InputProps): ReactElement {
  return isSearched(input.parameter) ? <SearchInput {...input} /> : <PlainDropdown {...input} />
}

/** What is chosen, in a box of the size of what comes. */
function Resting({ parameter, draft }: InputProps): ReactElement {
  const chosen = readChoices(parameter).filter(({ value }) => isSameValue(value, draft))
  return (
    <div className="rgs-control rgs-resting" aria-hidden="true">
      <bdi>{chosen[0]?.label}</bdi>
    </div>
  )
}

function PlainDropdown(input: InputProps): ReactElement {
  const { id, parameter, draft, onChange, describedBy, isInvalid, isRequired, messages } = input
  if (takesSeveral(parameter)) return <CheckboxGroup {...input} />
  const choices = readChoices(parameter)
  const shared = {
    id,
    'aria-describedby': describedBy,
    'aria-invalid': isInvalid || undefined,
    'aria-required': isRequired || undefined,
  }
  if (flagProp(parameter.props, 'allow_custom_value')) {
    return (
      <>
        <input
          {...shared}
          className="rgs-control"
          type="text"
          list={`${id}-choices`}
          dir="auto"
          value={choices.find(({ value }) => isSameValue(value, draft))?.label ?? plainText(draft)}
          onChange={(event) => {
            const text = event.currentTarget.value
            onChange(choices.find(({ label }) => label === text)?.value ?? text)
          }}
        />
        <datalist id={`${id}-choices`}>
          {choices.map(({ label }, index) => (
            <option key={index}>{label}</option>
          ))}
        </datalist>
      </>
    )
  }
  const chosen = choices.findIndex(({ value }) => isSameValue(value, draft))
  return (
    <span className="rgs-select">
      <select
        {...shared}
        className="rgs-control"
        value={chosen}
        data-empty={chosen === -1 || undefined}
        onChange={(event) => onChange(choices[Number(event.currentTarget.value)]?.value ?? null)}
      >
        {(chosen === -1 || parameter.defaultValue === null) && (
          <option value={-1} disabled={isRequired}>
            {isRequired ? messages.form.choose : messages.form.noChoice}
          </option>
        )}
        {choices.map(({ label }, index) => (
          <option key={index} value={index}>
            {withSign(label)}
          </option>
        ))}
      </select>
    </span>
  )
}

/** Nothing can be put around the words of an option: a mark keeps the sign of a number before it in a line from right to left. */
function withSign(label: string): string {
  return /^[-+−][\d.,]/.test(label) ? `\u200e${label}` : label
}

/** `gr.Dropdown`. */
export const dropdownInput: InputKind = {
  Component: DropdownInput,
  labelling: (parameter) => (takesSeveral(parameter) && !isSearched(parameter) ? 'group' : 'above'),
  isWide: (parameter) => takesSeveral(parameter) && readChoices(parameter).length > 3,
  toDraft: (parameter) => (takesSeveral(parameter) ? checkboxGroupInput.toDraft?.(parameter) : parameter.defaultValue),
  read: (draft, parameter, words) => (takesSeveral(parameter) ? readChoiceList : readChoice)(draft, parameter, words),
}
