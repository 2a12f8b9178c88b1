/** The fields that come with every form: the platform's own controls, and what nobody fills in. */
import { checkboxGroupInput } from './checkbox-group-input.tsx'
import { checkboxInput } from './checkbox-input.tsx'
import { colorInput } from './color-input.tsx'
import { dateTimeInput } from './date-time-input.tsx'
import { dropdownInput } from './dropdown-input.tsx'
import type { InputRegistry } from './input-kind.ts'
import { nothingInput } from './nothing-input.ts'
import { numberInput } from './number-input.tsx'
import { radioInput } from './radio-input.tsx'
import { sliderInput } from './slider-input.tsx'
import { textInput } from './text-input.tsx'

/** By Gradio component type. */
export const plainInputs = {
  textbox: textInput,
  markdown: textInput,
  html: textInput,
  number: numberInput,
  slider: sliderInput,
  checkbox: checkboxInput,
  checkboxgroup: checkboxGroupInput,
  radio: radioInput,
  dropdown: dropdownInput,
  colorpicker: colorInput,
  datetime: dateTimeInput,
  button: nothingInput,
  clearbutton: nothingInput,
  deeplinkbutton: nothingInput,
  downloadbutton: nothingInput,
  duplicatebutton: nothingInput,
  loginbutton: nothingInput,
  logoutbutton: nothingInput,
  timer: nothingInput,
} satisfies InputRegistry
