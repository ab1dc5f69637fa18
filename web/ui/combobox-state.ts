/** One suggestion of a combobox. */
export type Suggestion<Value> = {
  readonly id: string
  readonly label: string
  readonly detail?: string | undefined
  readonly value: Value
}

/** What a combobox shows: the text typed, the list when open, and the line the arrows point at (-1: none). */
export type ComboboxState<Value> = {
  readonly text: string
  readonly isOpen: boolean
  readonly isSearching: boolean
  readonly suggestions: readonly Suggestion<Value>[]
  readonly active: number
  /** What was last chosen; null once the text differs from it. */
  readonly chosen: Suggestion<Value> | null
}

export type ComboboxEvent<Value> =
  | { readonly type: 'typed'; readonly text: string; readonly minLength: number }
  | { readonly type: 'answered'; readonly text: string; readonly suggestions: readonly Suggestion<Value>[] }
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'chose'; readonly suggestion: Suggestion<Value> }
  | { readonly type: 'left' }

/** A closed combobox showing `text`. */
export function closedCombobox<Value>(text: string): ComboboxState<Value> {
  return { text, isOpen: false, isSearching: false, suggestions: [], active: -1, chosen: null }
}

/** The next state. An answer to a text since changed is ignored; arrows wrap; Escape closes, then empties. */
export function nextCombobox<Value>(state: ComboboxState<Value>, event: ComboboxEvent<Value>): ComboboxState<Value> {
  switch (event.type) {
    case 'typed': {
      const asks = event.text.trim().length >= event.minLength
      const suggestions = asks ? state.suggestions : []
      return { text: event.text, isOpen: asks, isSearching: asks, suggestions, active: -1, chosen: null }
    }
    case 'answered':
      if (event.text !== state.text || !state.isOpen) return state
      return { ...state, isSearching: false, suggestions: event.suggestions, active: -1 }
    case 'chose':
      return { ...closedCombobox(event.suggestion.label), chosen: event.suggestion }
    case 'left':
      return { ...state, isOpen: false, isSearching: false, active: -1 }
    case 'key':
      return afterKey(state, event.key)
  }
}

function afterKey<Value>(state: ComboboxState<Value>, key: string): ComboboxState<Value> {
  const count = state.suggestions.length
  if (key === 'Escape') return state.isOpen ? { ...state, isOpen: false, active: -1 } : closedCombobox('')
  if (count === 0) return state
  if (key === 'ArrowDown') return { ...state, isOpen: true, active: state.isOpen ? (state.active + 1) % count : 0 }
  if (key === 'ArrowUp') return { ...state, isOpen: true, active: state.active <= 0 ? count - 1 : state.active - 1 }
  return state
}
