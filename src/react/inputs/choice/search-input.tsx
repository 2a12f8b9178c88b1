/** Searchable choices: thousands, one or several, and custom texts if the app allows them. Loaded on demand. */
import { Combobox } from '@base-ui/react/combobox'
import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { Icon } from '../../kit/icons.tsx'
import type { Choice } from '../../kit/component-props.ts'
import { flagProp, textOfValue, readChoices } from '../../kit/component-props.ts'
import type { InputProps } from '../input-kind.ts'
import { isSameValue } from '../../kit/read-choice.ts'

/** Choices that are drawn at once; typing finds the others. */
const SHOWN = 60

const isSameChoice = (one: Choice, other: Choice): boolean => isSameValue(one.value, other.value)

/**
 * Labels normalised for comparison, without case and accents, each made once. The library's own comparison takes half a
 * second per key for 5,000 labels.
 */
const folded = new WeakMap<Choice, string>()

function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

function isMatch(choice: Choice, query: string): boolean {
  const label = folded.get(choice) ?? fold(choice.label)
  folded.set(choice, label)
  return label.includes(fold(query.trim()))
}

/** The key that closes the list must not also clear the field: one key too many would lose the choice. */
function isKept({ reason }: { reason: string }): boolean {
  return reason === 'escape-key'
}

/** A choice for each value, even if it is not among the choices any more, or never was. */
function choicesOf(values: readonly unknown[], choices: readonly Choice[]): Choice[] {
  return values.map((value) => choices.find((choice) => isSameValue(choice.value, value)) ?? { label: textOfValue(value), value })
}

/** A choice of one or several among many. */
export default function SearchInput(input: InputProps): ReactElement {
  const { parameter, draft, onChange } = input
  const choices = useMemo(() => readChoices(parameter), [parameter])
  const takesSeveral = flagProp(parameter.props, 'multiselect') || parameter.schema.type === 'array'
  if (takesSeveral) return <Several {...input} choices={choices} />
  const chosen = draft === null || draft === undefined || draft === '' ? null : (choicesOf([draft], choices)[0] ?? null)
  return (
    <Combobox.Root
      items={choices}
      value={chosen}
      onValueChange={(next: Choice | null, details) => {
        if (isKept(details)) details.cancel()
        else onChange(next?.value ?? null)
      }}
      filter={isMatch}
      isItemEqualToValue={isSameChoice}
      limit={SHOWN}
      autoHighlight
    >
      <OneControl {...input} count={choices.length} />
    </Combobox.Root>
  )
}

function OneControl({ count, ...input }: InputProps & { count: number }): ReactElement {
  const [frame, setFrame] = useState<HTMLElement | null>(null)
  const { id, parameter, describedBy, isInvalid, isRequired, messages } = input
  return (
    <div ref={setFrame} className="rgs-select rgs-combobox">
      <Combobox.Input
        id={id}
        className="rgs-control"
        dir="auto"
        // While its list is open, the library hides everything around it, including the label.
        aria-label={parameter.label}
        placeholder={messages.form.choose}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        aria-required={isRequired || undefined}
      />
      <Popup {...input} frame={frame} count={count} />
    </div>
  )
}

function Several({ choices, ...input }: InputProps & { choices: readonly Choice[] }): ReactElement {
  const { id, parameter, draft, onChange, describedBy, isInvalid, isRequired, messages } = input
  const [frame, setFrame] = useState<HTMLElement | null>(null)
  const [query, setQuery] = useState('')
  const chosen = choicesOf(Array.isArray(draft) ? draft : [], choices)
  const text = query.trim()
  const isNew =
    text !== '' && flagProp(parameter.props, 'allow_custom_value') && ![...choices, ...chosen].some(({ label }) => label === text)
  const items = useMemo(() => (isNew ? [{ label: text, value: text }, ...choices] : choices), [choices, isNew, text])
  return (
    <Combobox.Root
      multiple
      items={items}
      value={chosen}
      onValueChange={(next: readonly Choice[], details) => {
        if (isKept(details)) details.cancel()
        else onChange(next.map(({ value }) => value))
      }}
      filter={isMatch}
      inputValue={query}
      onInputValueChange={setQuery}
      isItemEqualToValue={isSameChoice}
      limit={SHOWN}
      autoHighlight
    >
      <div ref={setFrame} className="rgs-combobox">
        <Combobox.Chips className="rgs-control rgs-chips">
          {chosen.map((choice, index) => (
            <Combobox.Chip key={index} className="rgs-chip" aria-label={choice.label}>
              <bdi>{choice.label}</bdi>
              <Combobox.ChipRemove className="rgs-chip-remove" aria-label={messages.form.removeChoice(choice.label)}>
                <Icon name="cross" />
              </Combobox.ChipRemove>
            </Combobox.Chip>
          ))}
          <Combobox.Input
            id={id}
            className="rgs-chips-input"
            // As above.
            aria-label={parameter.label}
            dir="auto"
            placeholder={chosen.length === 0 ? messages.form.choose : undefined}
            aria-describedby={describedBy}
            aria-invalid={isInvalid || undefined}
            aria-required={isRequired || undefined}
          />
        </Combobox.Chips>
        <Popup {...input} frame={frame} count={choices.length} ownText={isNew ? text : null} />
      </div>
    </Combobox.Root>
  )
}

interface PopupProps extends InputProps {
  /** The element that contains it: inside the process, so that its tokens and theme apply. */
  frame: HTMLElement | null
  count: number
  /** The typed text, offered as a custom choice. */
  ownText?: string | null
}

function Popup({ frame, count, ownText = null, messages, formats, parameter }: PopupProps): ReactElement {
  return (
    <Combobox.Portal container={frame}>
      <Combobox.Positioner className="rgs-popup-place" anchor={frame} sideOffset={4} positionMethod="fixed">
        <Combobox.Popup className="rgs-popup">
          <Combobox.Empty className="rgs-popup-note">
            <bdi>{messages.form.noMatch}</bdi>
          </Combobox.Empty>
          <Combobox.List className="rgs-popup-list" aria-label={parameter.label}>
            {(choice: Choice, index: number) => (
              <Combobox.Item key={index} value={choice} className="rgs-popup-item">
                <span className="rgs-popup-mark">
                  <Combobox.ItemIndicator>
                    <Icon name="check" />
                  </Combobox.ItemIndicator>
                </span>
                <bdi>{choice.label === ownText && choice.value === ownText ? messages.form.addChoice(choice.label) : choice.label}</bdi>
              </Combobox.Item>
            )}
          </Combobox.List>
          {count > SHOWN && (
            <p className="rgs-popup-note rgs-popup-foot">
              <bdi>{messages.form.someChoices(SHOWN, count, formats)}</bdi>
            </p>
          )}
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  )
}
