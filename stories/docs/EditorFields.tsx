import { useId } from 'react'
import { contrastOf, contrasts } from './contrast.js'
import { labelOf, type SizeToken } from './editorTokens.js'

export interface ColourFieldProps {
  name: string
  /** All colours of the theme, as `#rrggbb`. */
  palette: Readonly<Record<string, string>>
  onValueChange: (value: string) => void
}

/** A colour, and whether what it colours can be read. */
export function ColourField({ name, palette, onValueChange }: ColourFieldProps) {
  const id = useId()
  const value = palette[name] ?? ''
  return (
    <div className="kit-field" title={name}>
      <label htmlFor={id}>{labelOf(name)}</label>
      <span id={`${id}-contrast`} className="kit-fact">
        {contrastText(name, palette)}
      </span>
      <input
        id={id}
        type="color"
        aria-describedby={`${id}-contrast`}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      />
    </div>
  )
}

function contrastText(name: string, palette: Readonly<Record<string, string>>): string {
  const value = palette[name] ?? ''
  const pair = contrasts[name]
  if (!pair) return value
  const contrast = contrastOf(value, palette[pair.ground] ?? '')
  return `${contrast.toFixed(1)} : 1${contrast < pair.least ? ', too low' : ''}`
}

export interface SizeFieldProps {
  size: SizeToken
  value: string
  onValueChange: (value: string) => void
}

/** A size with its unit. */
export function SizeField({ size: { name, label, unit, ...range }, value, onValueChange }: SizeFieldProps) {
  const id = useId()
  return (
    <div className="kit-field" title={name}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id} className="kit-fact">
        {value}
      </output>
      <input
        id={id}
        type="range"
        {...range}
        value={Number.parseFloat(value)}
        aria-valuetext={value}
        onChange={(event) => onValueChange(`${event.target.value}${unit}`)}
      />
    </div>
  )
}
