import './combo.css';
import { Input } from 'antd';
import { type KeyboardEvent, type Ref, useId, useRef, useState } from 'react';
import type { ComboOption } from './combo-option.ts';

interface ComboProps<Option extends ComboOption> {
  readonly id: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onText: (text: string) => void;
  readonly onPick: (option: Option) => void;
  /** Only what is listed counts: the first choice is taken by Tab or Enter without walking to it. */
  readonly strict?: boolean;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  /** Key of what describes the field (its fault or note). */
  readonly describedBy?: string;
  readonly inputRef?: Ref<React.ComponentRef<typeof Input>>;
}

/**
 * A text field with choices under it (combo box of the ARIA practices): typing opens the list, ↓ ↑ walk, Enter and Tab
 * take the marked choice (Tab goes on to the next field at once), Esc closes. Anything may be typed; what is not listed
 * is for the form to judge.
 */
export function Combo<Option extends ComboOption>(props: ComboProps<Option>) {
  const {
    id,
    value,
    options,
    onText,
    onPick,
    strict = false,
    placeholder,
    invalid = false,
    describedBy,
    inputRef,
  } = props;
  const list = `${useId()}list`;
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const listRef = useRef<HTMLDivElement>(null);
  const shown = open && options.length > 0;
  const marked = shown ? options[at] : undefined;

  const show = (index: number) => {
    setOpen(true);
    setAt(index);
    listRef.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  const take = (option: Option) => {
    onPick(option);
    setOpen(false);
    setAt(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') show(shown ? Math.min(at + 1, options.length - 1) : 0);
    else if (event.key === 'ArrowUp' && shown) show(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && marked !== undefined) take(marked);
    else if (event.key === 'Escape' && shown) {
      setOpen(false);
      event.stopPropagation();
    } else {
      // Tab takes the choice and moves on by itself.
      if (event.key === 'Tab' && marked !== undefined) take(marked);
      return;
    }
    event.preventDefault();
  };
  return (
    <div style={{ position: 'relative' }}>
      <Input
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        id={id}
        value={value}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={shown}
        {...(shown ? { 'aria-controls': list } : {})}
        {...(marked === undefined ? {} : { 'aria-activedescendant': `${list}-${at}` })}
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
        {...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {})}
        {...(placeholder === undefined ? {} : { placeholder })}
        onChange={(event) => {
          onText(event.target.value);
          setOpen(true);
          setAt(strict && event.target.value.trim() !== '' ? 0 : -1);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {shown && (
        <div ref={listRef} id={list} role="listbox" aria-label="可选的内容" className="combo-list">
          {options.map((option, index) => (
            <div
              key={option.key}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={index === at ? 'combo-option combo-marked' : 'combo-option'}
              // Before the field loses the focus and the list goes.
              onMouseDown={(event) => {
                event.preventDefault();
                take(option);
              }}
            >
              {option.row ?? option.text}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
