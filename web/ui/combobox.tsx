import { useEffect, useReducer, useRef } from 'preact/hooks'
import { en } from '../i18n/common.en.ts'
import { fr } from '../i18n/common.fr.ts'
import { useText } from '../i18n/text.ts'
import {
  type ComboboxEvent,
  type ComboboxState,
  closedCombobox,
  nextCombobox,
  type Suggestion,
} from './combobox-state.ts'
import { Field, type FieldProps } from './field.tsx'
import './combobox.css'

const PAUSE_MS = 150

/**
 * A text field that suggests (ARIA combobox with a listbox). `search` is asked once typing pauses, from `minLength`
 * characters on. `onChoose` receives the value chosen, or null as soon as the text no longer is it.
 */
export function Combobox<Value>({
  search,
  onChoose,
  initialText = '',
  minLength = 2,
  placeholder,
  ...field
}: FieldProps & {
  search: (text: string) => Promise<readonly Suggestion<Value>[]>
  onChoose: (value: Value | null) => void
  initialText?: string | undefined
  minLength?: number | undefined
  placeholder?: string | undefined
}) {
  const t = useText(fr, en)
  const [state, send] = useReducer<ComboboxState<Value>, ComboboxEvent<Value>, string>(
    nextCombobox,
    initialText,
    closedCombobox,
  )
  const asker = useRef(search)
  asker.current = search
  useEffect(() => {
    if (!state.isSearching) return
    const pause = setTimeout(async () => {
      send({ type: 'answered', text: state.text, suggestions: await asker.current(state.text) })
    }, PAUSE_MS)
    return () => clearTimeout(pause)
  }, [state.text, state.isSearching])

  const choose = (suggestion: Suggestion<Value>) => {
    send({ type: 'chose', suggestion })
    onChoose(suggestion.value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const pointed = state.suggestions[state.active]
    if (event.key === 'Enter' && state.isOpen && pointed) {
      event.preventDefault()
      choose(pointed)
    } else if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (event.key === 'Escape' && !state.isOpen) onChoose(null)
      send({ type: 'key', key: event.key })
    }
  }
  const status = state.isSearching
    ? t.searching
    : state.suggestions.length === 0
      ? t.noResult
      : t.results(state.suggestions.length)

  return (
    <Field {...field}>
      {(wiring) => (
        <div class="combobox">
          <input
            {...wiring}
            class="control"
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            placeholder={placeholder}
            aria-autocomplete="list"
            aria-expanded={state.isOpen}
            aria-controls={`${wiring.id}-list`}
            aria-activedescendant={state.active >= 0 ? `${wiring.id}-${state.active}` : undefined}
            value={state.text}
            onInput={(event) => {
              if (state.chosen || initialText !== '') onChoose(null)
              send({ type: 'typed', text: event.currentTarget.value, minLength })
            }}
            onKeyDown={onKeyDown}
            onBlur={() => send({ type: 'left' })}
          />
          <div
            id={`${wiring.id}-list`}
            role="listbox"
            aria-label={field.label}
            class="combobox-list"
            hidden={!state.isOpen || state.suggestions.length === 0}
          >
            {state.suggestions.map((suggestion, at) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts through the input (aria-activedescendant)
              <div
                key={suggestion.id}
                id={`${wiring.id}-${at}`}
                role="option"
                tabIndex={-1}
                aria-selected={at === state.active}
                class="combobox-option"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(suggestion)}
              >
                {suggestion.label}
                {suggestion.detail && <span class="soft small"> {suggestion.detail}</span>}
              </div>
            ))}
          </div>
          <p
            class={state.isOpen && state.suggestions.length === 0 ? 'combobox-status' : 'visually-hidden'}
            role="status"
          >
            {state.isOpen ? status : ''}
          </p>
        </div>
      )}
    </Field>
  )
}
