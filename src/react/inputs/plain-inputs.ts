/** The fields that every form loads: the platform's own controls, and components without a field. */
import { checkboxGroupInput } from './choice/checkbox-group-input.tsx'
import { checkboxInput } from './choice/checkbox-input.tsx'
import { colorInput } from './plain/color-input.tsx'
import { dateTimeInput } from './plain/date-time-input.tsx'
import { dropdownInput } from './choice/dropdown-input.tsx'
import type { InputRegistry } from './input-kind.ts'
import { nothingInput } from './nothing-input.ts'
import { numberInput } from './plain/number-input.tsx'
import { radioInput } from './choice/radio-input.tsx'
import { sliderInput } from './plain/slider-input.tsx'
import { textInput } from './text/text-input.tsx'

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
