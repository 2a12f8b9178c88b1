/**
 * One of many in the platform's select; several of a few as checkboxes; very many, or several custom values, in a
 * searchable list, whose code is loaded on demand. A single custom text uses the platform's suggestions.
 */
import type { ReactElement } from 'react'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { checkboxGroupInput, CheckboxGroup } from './checkbox-group-input.tsx'
import { flagProp, textOfValue, readChoices } from '../../kit/component-props.ts'
import type { InputKind, InputProps } from '../input-kind.ts'
import { lazyPart } from '../../kit/lazy-part.tsx'
import { isSameValue, readChoice, readChoiceList } from '../../kit/read-choice.ts'

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

/** The chosen value, in a box of the final size. */
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
          value={choices.find(({ value }) => isSameValue(value, draft))?.label ?? textOfValue(draft)}
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

/** An option cannot contain elements: a mark keeps a number's sign before it in a right-to-left line. */
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
